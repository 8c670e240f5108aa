import { isObject } from '../../is-object.ts';
import { apiError } from '../api-error.ts';
import type { Call } from '../call.ts';
import { checkQuery } from './check-query.ts';
import { checkValues } from './check-values.ts';
import { givenTwice } from './given-twice.ts';
import { parseJson } from './parse-json.ts';
import { parseQuery } from './parse-query.ts';
import { parseStrictJson } from './parse-strict-json.ts';
import type { StandardSchema } from './standard-schema.ts';

const checkMedia = (call: Call, strict: boolean): void => {
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
const announcesBody = (call: Call): boolean => {
  const length = call.header('content-length');
  if (length !== undefined) return length !== '0';
  if (call.header('content-encoding') !== undefined) return true;
  return call.verb === 'POST' && call.header('content-type') !== undefined;
};

/** How parameters are read. */
export interface ReadOptions {
  readonly bodyLimit: number;
  readonly depthLimit: number;
  readonly strict: boolean;
}

const readBody = async (call: Call, { bodyLimit, strict }: ReadOptions): Promise<Record<string, unknown>> => {
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
  call: Call,
  schema: StandardSchema | undefined,
  options: ReadOptions,
): Promise<Record<string, unknown>> => {
  const { strict } = options;
  const takesQuery = call.verb === 'GET' || call.verb === 'DELETE';
  if (strict) checkQuery(call.query);
  const fromQuery = takesQuery || strict ? parseQuery(call.query, schema) : {};
  if (!takesQuery && Object.keys(fromQuery).length > 0)
    throw apiError('invalid_query_params', { message: `${call.verb} takes its parameters from the body.` });
  const fromBody = await readBody(call, options);
  const twice = Object.keys(fromQuery).find((name) => Object.hasOwn(fromBody, name));
  if (strict && twice !== undefined) throw givenTwice(twice);
  // To copy a body costs as much as to read it.
  const params = Object.keys(fromQuery).length > 0 ? { ...fromQuery, ...fromBody } : fromBody;
  if (strict) checkValues(params, options.depthLimit);
  return params;
};
