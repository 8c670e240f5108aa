import { isObject } from '../is-object.ts';
import { apiError } from './api-error.ts';
import type { Call } from './call.ts';
import { parseQuery } from './parse-query.ts';
import type { StandardSchema } from './standard-schema.ts';

const checkMedia = (call: Call, strict: boolean): void => {
  const isJson = /^application\/json\s*(;\s*charset=("?)utf-8\2\s*)?$/i.test(
    call.header('content-type') ?? '',
  );
  if (strict && (!isJson || call.header('content-encoding') !== undefined))
    throw apiError('unsupported_media_type');
  if (!isJson) throw apiError('invalid_content_type');
};

const readBody = async (call: Call, limit: number, strict: boolean): Promise<Record<string, unknown>> => {
  const value = await call.body(limit);
  if (value === undefined) return {};
  checkMedia(call, strict);
  if (isObject(value)) return value;
  const received = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  throw apiError('invalid_input', { message: `Expected object, received ${received}` });
};

/** The parameters as they were sent: from the query string for GET and DELETE, and from the body, which comes first. */
export const readParams = async (
  call: Call,
  schema: StandardSchema | undefined,
  { bodyLimit, strict }: { bodyLimit: number; strict: boolean },
): Promise<Record<string, unknown>> => {
  const takesQuery = call.verb === 'GET' || call.verb === 'DELETE';
  const fromQuery = takesQuery || strict ? parseQuery(call.query, schema) : {};
  if (!takesQuery && Object.keys(fromQuery).length > 0)
    throw apiError('invalid_query_params', { message: `${call.verb} takes its parameters from the body.` });
  return { ...fromQuery, ...(await readBody(call, bodyLimit, strict)) };
};
