import { type InputIssue, withTimeout } from '@org/seam-core/internal';
import { applicationError, invalidParams } from '../http/api-error.ts';
import type { StandardIssue, StandardResult, StandardSchema } from './schema.ts';

type Params = Readonly<Record<string, unknown>>;

const pathOf = ({ path = [] }: StandardIssue): string[] =>
  path.map((segment) => String(typeof segment === 'object' ? segment.key : segment));

/** The maximum number of issues in one response. */
const maximumIssues = 20;

const rejection = (issues: readonly InputIssue[]) => invalidParams(issues.slice(0, maximumIssues));

/** The timeout of a schema that returns a promise, in milliseconds: one that never settles would keep its slot. */
const timeout = 5000;

/** Calls the schema, which may be one of the application. */
const runSchema = async (schema: StandardSchema, params: Params): Promise<StandardResult> => {
  try {
    const validating = schema['~standard'].validate(params);
    if (!('then' in validating)) return validating;
    return await withTimeout(
      timeout,
      Promise.resolve(validating),
      () => new Error(`The schema of the parameters took longer than ${timeout} milliseconds.`),
    );
  } catch (error) {
    throw applicationError(error);
  }
};

/**
 * Validates the parameters, and returns the output of the schema.
 * @throws SeamInvalidInputError with the first twenty issues; SeamApiError when the schema throws or takes too long
 */
export const validate = async (
  schema: StandardSchema,
  params: Record<string, unknown>,
): Promise<Record<string, unknown>> => {
  const result = await runSchema(schema, params);
  if (!result.issues) return result.value as Record<string, unknown>;
  throw rejection(result.issues.map((issue) => ({ path: pathOf(issue), message: issue.message })));
};

/** @throws SeamInvalidInputError with the first twenty parameters that the schema does not have */
export const rejectUnknown = (schema: StandardSchema, params: Record<string, unknown>): void => {
  const { entries } = schema as { entries?: object };
  if (!entries) return;
  const unknown = Object.keys(params).filter((name) => !Object.hasOwn(entries, name));
  if (unknown.length > 0)
    throw rejection(unknown.map((name) => ({ path: [name], message: 'Unknown parameter' })));
};

const isCompound = (value: unknown): value is Params => typeof value === 'object' && value !== null;

/** Finds the values that a schema dropped: unknown names in nested objects, and arrays that it treated as objects. */
const findDropped = (sent: unknown, valid: unknown, path: readonly string[] = []): InputIssue[] => {
  if (!isCompound(sent) || !isCompound(valid)) return [];
  if (Array.isArray(sent) && !Array.isArray(valid))
    return [{ path, message: 'Expected object, received array' }];
  return Object.entries(sent).flatMap(([name, value]) =>
    Object.hasOwn(valid, name)
      ? findDropped(value, valid[name], [...path, name])
      : [{ path: [...path, name], message: 'Unknown parameter' }],
  );
};

/**
 * Rejects values that the schema dropped.
 *
 * @param valid the output of the schema for `sent`
 * @throws SeamInvalidInputError with the first twenty
 */
export const rejectDropped = (schema: StandardSchema, sent: Params, valid: Params): void => {
  const issues = 'entries' in schema ? findDropped(sent, valid) : [];
  if (issues.length > 0) throw rejection(issues);
};

/** Names with a special meaning in JavaScript, which no endpoint has. */
const reserved = ['__proto__', 'constructor', 'prototype'];

// Tabs and line breaks are valid in text; other control characters are not.
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029]/;

const textProblem = (text: string): string | undefined => {
  if (/\p{Surrogate}/u.test(text)) return 'Invalid Unicode';
  return control.test(text) ? 'Control characters are not allowed' : undefined;
};

const nameProblem = (name: string): string | undefined =>
  reserved.includes(name) ? 'Reserved name' : textProblem(name);

const isExact = (value: number): boolean =>
  Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));

const problemOf = (value: unknown, depth: number): string | undefined => {
  if (typeof value === 'string') return textProblem(value);
  if (typeof value === 'number') return isExact(value) ? undefined : 'Number out of safe range';
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth === 0) return 'Nested too deeply';
  for (const [name, member] of Object.entries(value)) {
    const problem = nameProblem(name) ?? problemOf(member, depth - 1);
    if (problem) return problem;
  }
  return undefined;
};

/**
 * Rejects values that programs interpret differently, or that are unsafe to log or to merge.
 *
 * @param depth the maximum nesting of arrays and objects in a parameter
 * @throws SeamInvalidInputError with the first such parameter
 */
export const checkValues = (params: Params, depth: number): void => {
  for (const [name, value] of Object.entries(params)) {
    const problem = nameProblem(name) ?? problemOf(value, depth);
    if (problem) throw invalidParams([{ path: [name], message: problem }]);
  }
};
