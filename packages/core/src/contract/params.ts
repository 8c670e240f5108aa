import { isObject } from '../shared/is-object.ts';
import type { AnyEndpoint } from './endpoint.ts';
import { type InputIssue, invalidInput } from './invalid-input.ts';
import { plainName, variantProblem } from './variants.ts';

/** Whether a value says itself how JSON writes it: a `Date`, and those of Temporal, Day.js, Luxon and Moment. */
export const hasToJson = (value: unknown): value is { toJSON(): unknown } =>
  typeof value === 'object' && value !== null && 'toJSON' in value && typeof value.toJSON === 'function';

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
const namingIssues = (
  endpoint: Pick<AnyEndpoint, 'verb' | 'replay' | 'required' | 'variants'>,
  params: Readonly<Record<string, unknown>>,
): InputIssue[] => {
  const { verb, replay, required = {}, variants } = endpoint;
  const present = Object.keys(params).filter((name) => params[name] !== undefined);
  const given = present.filter((name) => isGiven(name, params[name]));
  const issues: InputIssue[] = Object.keys(required)
    .filter((name) => !given.includes(name))
    .map((name) => ({ path: [name], message: 'Required' }));
  const chosen = new Set(variants?.flat().map(plainName));
  for (const name of present) {
    if (given.includes(name) || Object.hasOwn(required, name)) continue;
    if (isIdentifier(name) && isBlank(params[name])) issues.push({ path: [name], message: 'Empty value' });
    else if (replay !== 'safe' && chosen.has(name)) issues.push({ path: [name], message: 'Empty value' });
  }
  const problem = variantProblem(endpoint, given);
  if (problem) issues.push({ path: [], message: problem });
  const hasNames = Object.keys(required).length > 0 || variants !== undefined;
  if (verb === 'DELETE' && !hasNames && given.length === 0)
    issues.push({ path: [], message: 'Name what to delete' });
  return issues;
};

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
