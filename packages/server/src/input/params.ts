import { invalidInput, isObject } from '@org/seam-core/internal';
import { apiError } from '../http/api-error.ts';
import type { ServerRequest } from '../http/request.ts';
import { parseJson, parseStrictJson } from './body.ts';
import { checkQuery, duplicateParameter, parseQuery } from './query.ts';
import type { StandardSchema } from './schema.ts';

/** Names that mean something to every object, and to no endpoint. */
const reserved = ['__proto__', 'constructor', 'prototype'];

// Tab and line breaks belong into a text, other control characters into nothing.
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029]/;

const textProblem = (text: string): string | undefined => {
  if (/\p{Surrogate}/u.test(text)) return 'Invalid Unicode';
  return control.test(text) ? 'Control characters are not allowed' : undefined;
};

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

const nameProblem = (name: string): string | undefined =>
  reserved.includes(name) ? 'Reserved name' : textProblem(name);

/**
 * Refuses values that one program reads otherwise than the next, or that harm whoever logs or merges them.
 *
 * @param depth how many levels of lists and objects a parameter may have
 * @throws SeamInvalidInputError naming the first such parameter
 */
export const checkValues = (params: Readonly<Record<string, unknown>>, depth: number): void => {
  for (const [name, value] of Object.entries(params)) {
    const problem = nameProblem(name) ?? problemOf(value, depth);
    if (problem) throw invalidInput([{ path: [name], message: problem }], '', 'rejected');
  }
};

const checkMedia = (call: ServerRequest, strict: boolean): void => {
  const isJson = /^application\/json\s*(;\s*charset=("?)utf-8\2\s*)?$/i.test(
    call.header('content-type') ?? '',
  );
  if (strict && (!isJson || call.header('content-encoding') !== undefined))
    throw apiError('unsupported_media_type');
  if (!isJson) throw apiError('invalid_content_type');
};

/**
 * Whether a body of a wrong type can be refused unread. One without a length may be empty: proxies turn requests without
 * a body into those.
 */
const announcesBody = (call: ServerRequest): boolean => {
  const length = call.header('content-length');
  if (length !== undefined) return length !== '0';
  if (call.header('content-encoding') !== undefined) return true;
  return call.verb === 'POST' && call.header('content-type') !== undefined;
};

/** How parameters are read. */
interface ReadOptions {
  readonly bodyLimit: number;
  readonly depthLimit: number;
  readonly strict: boolean;
}

const readBody = async (
  call: ServerRequest,
  { bodyLimit, strict }: ReadOptions,
): Promise<Record<string, unknown>> => {
  if (strict && announcesBody(call)) checkMedia(call, strict);
  const parse = (text: string): unknown => {
    if (text === '') return undefined;
    if (!strict) return parseJson(text);
    // What is no JSON is refused as that, before anybody tries to parse it.
    checkMedia(call, strict);
    return parseStrictJson(text);
  };
  const value = await call.body(bodyLimit, parse);
  if (value === undefined) return {};
  checkMedia(call, strict);
  if (isObject(value)) return value;
  const received = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  throw apiError('invalid_input', { message: `Expected object, received ${received}` });
};

/**
 * The parameters as they were sent: from the query string for GET and DELETE, and from the body.
 *
 * @throws SeamInvalidInputError when `strict`, and the query string and the body name the same one. Otherwise the body is
 * right.
 */
export const readParams = async (
  call: ServerRequest,
  schema: StandardSchema | undefined,
  options: ReadOptions,
): Promise<Record<string, unknown>> => {
  const { strict } = options;
  const takesQuery = call.verb === 'GET' || call.verb === 'DELETE';
  if (strict) checkQuery(call.query);
  const fromQuery = takesQuery || strict ? parseQuery(call.query, schema) : {};
  if (!takesQuery && Object.keys(fromQuery).length > 0)
    throw apiError('invalid_query_params', {
      message: `A ${call.verb} request must send its parameters in the body.`,
    });
  const fromBody = await readBody(call, options);
  const twice = Object.keys(fromQuery).find((name) => Object.hasOwn(fromBody, name));
  if (strict && twice !== undefined) throw duplicateParameter(twice);
  // To copy a body costs as much as to read it.
  const params = Object.keys(fromQuery).length > 0 ? { ...fromQuery, ...fromBody } : fromBody;
  if (strict) checkValues(params, options.depthLimit);
  return params;
};
