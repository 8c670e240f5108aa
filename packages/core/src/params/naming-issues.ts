import type { AnyEndpoint } from '../endpoint.ts';
import { isObject } from '../is-object.ts';
import { formProblem, plainName } from './form-problem.ts';
import type { InputIssue } from './invalid-input.ts';

/** Parameters that name an object, or several: `device_id`, `space_keys`. */
const isIdentifier = (name: string): boolean => /_(?:id|key)s?$/.test(name);

const isBlank = (value: unknown): boolean => typeof value === 'string' && value.trim() === '';

/** Whether the value of an identifier names something. */
const isNamed = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.length > 0 && value.every(isNamed)
    : (typeof value === 'string' && !isBlank(value)) || typeof value === 'number';

// By its own prototype: a date of some library is an object without members.
const isEmptyObject = (value: unknown): boolean =>
  isObject(value) &&
  [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null) &&
  Object.keys(value).length === 0;

const isGiven = (name: string, value: unknown): boolean =>
  isIdentifier(name) ? isNamed(value) : value !== null && value !== '' && !isEmptyObject(value);

/**
 * What is wrong with the names of the objects that a call acts on: a missing or empty one, a combination that the endpoint
 * does not accept, or none at all for a deletion. An empty one may reach Seam as none, and so act on more than was meant.
 */
export const namingIssues = (
  endpoint: Pick<AnyEndpoint, 'verb' | 'replay' | 'needs' | 'forms'>,
  params: Readonly<Record<string, unknown>>,
): InputIssue[] => {
  const { verb, replay, needs = {}, forms } = endpoint;
  const present = Object.keys(params).filter((name) => params[name] !== undefined);
  const given = present.filter((name) => isGiven(name, params[name]));
  const issues: InputIssue[] = Object.keys(needs)
    .filter((name) => !given.includes(name))
    .map((name) => ({ path: [name], message: 'Required' }));
  const chosen = new Set(forms?.flat().map(plainName));
  for (const name of present) {
    if (given.includes(name) || Object.hasOwn(needs, name)) continue;
    if (isIdentifier(name) && isBlank(params[name])) issues.push({ path: [name], message: 'Empty value' });
    else if (replay !== 'safe' && chosen.has(name)) issues.push({ path: [name], message: 'Empty value' });
  }
  const problem = formProblem(endpoint, given);
  if (problem) issues.push({ path: [], message: problem });
  const hasNames = Object.keys(needs).length > 0 || forms !== undefined;
  if (verb === 'DELETE' && !hasNames && given.length === 0)
    issues.push({ path: [], message: 'Name what to delete' });
  return issues;
};
