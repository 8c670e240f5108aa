import type { BaseIssue } from 'valibot';

const typeName = (input: unknown): string => {
  if (input === null) return 'null';
  return Array.isArray(input) ? 'array' : typeof input;
};

const typeNames: Record<string, string> = { Object: 'object', Array: 'array' };

/**
 * The message for an issue, in the wording of Seam: `Required`, `Invalid uuid`, `Expected string, received number`. It never
 * contains the value.
 */
export const issueMessage = (issue: BaseIssue<unknown>): string => {
  switch (issue.type) {
    case 'uuid':
    case 'email':
    case 'url':
      return `Invalid ${issue.type}`;
    case 'iso_timestamp':
      return 'Invalid datetime';
    case 'picklist':
      return `Invalid enum value. Expected ${String(issue.expected).replaceAll('"', "'").replaceAll(/[()]/g, '')}`;
    case 'union':
      return 'Invalid input';
    case 'min_length':
      return `Must contain at least ${String(issue.requirement)} item(s) or character(s)`;
    case 'max_length':
      return `Must contain at most ${String(issue.requirement)} item(s) or character(s)`;
    case 'gt_value':
      return `Number must be greater than ${String(issue.requirement)}`;
    case 'min_value':
      return `Number must be greater than or equal to ${String(issue.requirement)}`;
    case 'max_value':
      return `Number must be less than or equal to ${String(issue.requirement)}`;
    case 'integer':
      return 'Expected integer, received float';
    case 'regex':
      return 'Invalid';
    default: {
      if (issue.kind !== 'schema') return 'Invalid';
      if (issue.input === undefined) return 'Required';
      const expected = issue.expected ?? 'another value';
      return `Expected ${typeNames[expected] ?? expected}, received ${typeName(issue.input)}`;
    }
  }
};
