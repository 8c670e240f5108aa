import { SeamInvalidInputError, type ValidationErrors } from '../errors/api-errors.ts';
import type { Outcome } from '../errors/seam-error.ts';
import { isObject, omitUndefined, tagOf } from '../shared/type-checks.ts';
import type { AnyEndpoint, Variant } from './endpoint.ts';

/** One problem of the parameters. An empty path refers to the parameters as a whole. */
export interface InputIssue {
  readonly path: readonly string[];
  readonly message: string;
}

const describe = ({ path, message }: InputIssue): string => {
  if (path.length === 0) return message;
  return message === 'Required' ? `${path.join('.')} is required` : `${message} for "${path.join('.')}"`;
};

// Without a prototype: a parameter may be named `__proto__` or `constructor`.
const emptyNode = (): ValidationErrors =>
  Object.assign(Object.create(null) as ValidationErrors, { _errors: [] });

const toValidationErrors = (issues: readonly InputIssue[]): ValidationErrors => {
  const root = emptyNode();
  for (const { path, message } of issues) {
    let node = root;
    for (const name of path) node = (node[name] ??= emptyNode()) as ValidationErrors;
    node._errors.push(message);
  }
  return root;
};

/** The error for invalid parameters, with the same properties as Seam's own `invalid_input` error. */
export const invalidInput = (
  issues: readonly InputIssue[],
  where: string,
  outcome: Outcome,
): SeamInvalidInputError => {
  const reasons = issues.map(describe).join(', ');
  return new SeamInvalidInputError(
    `${where}${issues.length > 1 ? `${issues.length} Input Errors: ` : ''}${reasons}`,
    {
      type: 'invalid_input',
      statusCode: 400,
      outcome,
      validationErrors: toValidationErrors(issues),
    },
  );
};

/** The name of a parameter in a variant, without the `?` of an optional one. */
export const plainName = (name: string): string => name.replace('?', '');

/** Describes a variant for a message: `a and b (optionally with c)`, `at most c`, or `none of them`. */
export const describeVariant = (variant: Variant): string => {
  const required = variant.filter((name) => !name.endsWith('?'));
  const optional = variant.filter((name) => name.endsWith('?')).map(plainName);
  if (required.length === 0) return optional.length > 0 ? `at most ${optional.join(', ')}` : 'none of them';
  return required.join(' and ') + (optional.length > 0 ? ` (optionally with ${optional.join(', ')})` : '');
};

/** A message when the given parameters match none of the endpoint's variants; `undefined` when they match one. */
export const variantProblem = (
  { variants }: Pick<AnyEndpoint, 'variants'>,
  given: readonly string[],
): string | undefined => {
  if (!variants) return undefined;
  const chosen = given.filter((name) => variants.some((variant) => variant.map(plainName).includes(name)));
  const fits = variants.some(
    (variant) =>
      chosen.every((name) => variant.map(plainName).includes(name)) &&
      variant.every((name) => name.endsWith('?') || chosen.includes(name)),
  );
  return fits
    ? undefined
    : `Pass ${variants.map(describeVariant).join(', or ')}; got ${chosen.join(' and ') || 'none of them'}.`;
};

/** Whether a value serializes itself, like a `Date` and the dates of Temporal, Day.js, Luxon and Moment. */
export const hasToJson = (value: unknown): value is { toJSON(): unknown } =>
  isObject(value) && typeof value['toJSON'] === 'function';

/** Whether a parameter identifies one or several objects: `device_id`, `space_keys`. */
const isIdentifier = (name: string): boolean => /_(?:id|key)s?$/.test(name);

/** Whether the value of an identifier is not empty: a text or a number, or a list of them where the name is in the plural. */
const isNamed = (name: string, value: unknown): boolean =>
  Array.isArray(value)
    ? name.endsWith('s') && value.length > 0 && value.every((item) => isNamed('', item))
    : (typeof value === 'string' && value.trim() !== '') || typeof value === 'number';

// A date of a library may be an object without members, and serializes itself.
const isEmptyObject = (value: unknown): boolean =>
  isObject(value) && !hasToJson(value) && Object.keys(value).length === 0;

const isGiven = (name: string, value: unknown): boolean =>
  isIdentifier(name) ? isNamed(name, value) : value !== null && value !== '' && !isEmptyObject(value);

/**
 * The problems of the parameters that identify objects: a missing or empty one, a combination that the endpoint does not
 * accept, or none at all for a deletion. Seam may read an empty one as omitted, and change more objects than intended.
 */
const identifierIssues = (
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
    const value = params[name];
    // Not `null`, an empty list, and a boolean such as `without_user_identifier_key`: they have meanings of their own.
    const isUnclear = Array.isArray(value)
      ? !name.endsWith('s')
      : typeof value === 'string' || (isObject(value) && !hasToJson(value));
    if ((isUnclear && isIdentifier(name)) || (replay !== 'safe' && chosen.has(name)))
      issues.push({ path: [name], message: 'Empty value' });
  }
  const problem = variantProblem(endpoint, given);
  if (problem) issues.push({ path: [], message: problem });
  if (verb === 'DELETE' && issues.length === 0 && given.length === 0)
    issues.push({ path: [], message: 'Pass an id of what to delete' });
  return issues;
};

/** The maximum depth of a parameter. It also ends the search in a circular value. */
const maxDepth = 16;

/** Describes the part of a value that cannot be serialized, without its content; `undefined` when there is none. */
const unserializable = (value: unknown, depth = 0): string | undefined => {
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : String(value);
  if (['function', 'symbol', 'bigint'].includes(typeof value)) return `A ${typeof value}`;
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth === maxDepth) return 'A value that is nested too deeply';
  if (hasToJson(value)) {
    const json = value.toJSON();
    // JSON turns an invalid date into null, and null removes the end of an access.
    return json === null || json === undefined ? 'An invalid date' : unserializable(json, depth + 1);
  }
  const type = tagOf(value);
  // The members of a Map or a Set, and the value of a Promise, are not in JSON.
  if (type !== 'Object' && type !== 'Array') return `A value of type ${type}`;
  for (const member of Object.values(value)) {
    const problem = unserializable(member, depth + 1);
    if (problem) return problem;
  }
  return undefined;
};

/**
 * Returns the parameters without the `undefined` ones.
 * @throws SeamInvalidInputError when parameters are missing, contradict each other, or cannot be serialized; nothing was sent
 */
export const checkParams = (endpoint: AnyEndpoint, params: unknown = {}): Record<string, unknown> => {
  // Not a Promise, a Map or URLSearchParams, whose entries are not its own properties.
  const isPlain = tagOf(params) === 'Object';
  const given = isPlain ? omitUndefined(params as object) : {};
  const issues: InputIssue[] = isPlain ? [] : [{ path: [], message: 'Expected an object of parameters' }];
  issues.push(...identifierIssues(endpoint, given));
  for (const [name, value] of Object.entries(given)) {
    const found = unserializable(value);
    if (found) issues.push({ path: [name], message: `${found} cannot be sent` });
  }
  if (issues.length > 0) throw invalidInput(issues, `${endpoint.path} was not called: `, 'not_sent');
  return given;
};
