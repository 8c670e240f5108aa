import type { AnyEndpoint } from '../endpoint.ts';
import { isObject } from '../is-object.ts';
import { hasToJson } from './has-to-json.ts';
import { invalidInput, type InputIssue } from './invalid-input.ts';
import { namingIssues } from './naming-issues.ts';

/** Deeper than any parameter goes, and the end of what contains itself. */
const deepest = 16;

/** What in a value has no form on the wire, by name and not by content. */
const unsendable = (value: unknown, depth = 0): string | undefined => {
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : String(value);
  if (['function', 'symbol', 'bigint'].includes(typeof value)) return `A ${typeof value}`;
  if (typeof value !== 'object' || value === null) return undefined;
  if (hasToJson(value)) {
    const json = value.toJSON();
    // An invalid date is null in JSON, and null removes an end of access.
    return json === null || json === undefined ? 'An invalid date' : unsendable(json, depth + 1);
  }
  if (depth === deepest) return 'A value that is nested too deeply';
  for (const member of Object.values(value)) {
    const problem = unsendable(member, depth + 1);
    if (problem) return problem;
  }
  return undefined;
};

/**
 * The parameters as they will be sent, without what is `undefined`.
 * @throws SeamInvalidInputError before anything is sent: missing or contradicting parameters, values JSON has no form for.
 */
export const checkParams = (endpoint: AnyEndpoint, params: unknown = {}): Record<string, unknown> => {
  const given = Object.fromEntries(
    Object.entries(isObject(params) ? params : {}).filter(([, value]) => value !== undefined),
  );
  const issues: InputIssue[] = isObject(params)
    ? []
    : [{ path: [], message: 'Expected an object of parameters' }];
  issues.push(...namingIssues(endpoint, given));
  for (const [name, value] of Object.entries(given)) {
    const found = unsendable(value);
    if (found) issues.push({ path: [name], message: `${found} cannot be sent` });
  }
  if (issues.length > 0) throw invalidInput(issues, `${endpoint.path} was not called: `, 'not_sent');
  return given;
};
