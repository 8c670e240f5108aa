import type { AnyEndpoint } from '@org/seam-core';
import { isObject } from '@org/seam-core/internal';
import { httpError } from '../http/api-error.ts';
import type { ServerRequest } from '../http/request.ts';
import { parseJson, parseStrictJson } from './json.ts';
import { deepFreeze, dropEmptyStrings, normalizeUuids, rejectAmbiguous } from './normalize.ts';
import { checkQuery, duplicateParameter, parseQuery } from './query.ts';
import type { SchemaLoader, StandardSchema } from './schema.ts';
import { checkValues, rejectDropped, rejectUnknown, validate } from './validate.ts';

type Params = Readonly<Record<string, unknown>>;

/** How parameters are read. */
export interface ReadOptions {
  /**
   * The maximum size of a body, in bytes. A longer body is rejected with 413.
   * @default 16384
   */
  readonly bodyLimit?: number | undefined;
  /**
   * The maximum nesting of arrays and objects in a parameter, when `strict`.
   * @default 16
   */
  readonly depthLimit?: number | undefined;
  /**
   * Rejects what Seam ignores: unknown parameters, bodies that are not `application/json` (415), duplicate names, control
   * characters, numbers out of the safe range. UUIDs are converted to lower case.
   * @default true
   */
  readonly strict?: boolean | undefined;
  /** Called with a body that is being read, to limit its time. */
  readonly awaitBody?: ((reading: Promise<unknown>) => Promise<unknown>) | undefined;
}

interface ResolvedOptions extends Pick<ReadOptions, 'awaitBody'> {
  readonly bodyLimit: number;
  readonly depthLimit: number;
  readonly strict: boolean;
}

/** An endpoint and its schema. */
interface ParamsTarget {
  readonly endpoint: AnyEndpoint;
  readonly schema: SchemaLoader;
}

const checkContentType = (request: ServerRequest, strict: boolean): void => {
  const isJson = /^application\/json\s*(;\s*charset=("?)utf-8\2\s*)?$/i.test(
    request.header('content-type') ?? '',
  );
  if (strict && (!isJson || request.header('content-encoding') !== undefined))
    throw httpError('unsupported_media_type');
  if (!isJson) throw httpError('invalid_content_type');
};

/**
 * Whether a body of the wrong type can be rejected before it is read. A body without a length may be empty: proxies send
 * requests without a body like that.
 */
const announcesBody = (request: ServerRequest): boolean => {
  const length = request.header('content-length');
  if (length !== undefined) return length !== '0';
  if (request.header('content-encoding') !== undefined) return true;
  return request.verb === 'POST' && request.header('content-type') !== undefined;
};

const readBody = async (
  request: ServerRequest,
  { bodyLimit, strict, awaitBody }: ResolvedOptions,
): Promise<Record<string, unknown>> => {
  if (strict && announcesBody(request)) checkContentType(request, strict);
  const parse = (text: string): unknown => {
    if (text === '') return undefined;
    checkContentType(request, strict);
    return strict ? parseStrictJson(text) : parseJson(text);
  };
  const reading = request.body(bodyLimit, parse);
  const value = reading && (await (awaitBody ? awaitBody(reading) : reading));
  if (value === undefined) return {};
  checkContentType(request, strict);
  if (isObject(value)) return value;
  const received = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  throw httpError('invalid_input', { message: `Expected object, received ${received}` });
};

/** Reads the parameters as they were sent. Without `strict`, the body takes precedence over the query string. */
const parseParams = async (
  request: ServerRequest,
  schema: StandardSchema | undefined,
  options: ResolvedOptions,
): Promise<Record<string, unknown>> => {
  const { strict, depthLimit } = options;
  const { verb, query } = request;
  const acceptsQuery = verb === 'GET' || verb === 'DELETE';
  if (strict) checkQuery(query);
  const fromQuery = acceptsQuery || strict ? parseQuery(query, schema) : {};
  const names = Object.keys(fromQuery);
  if (!acceptsQuery && names.length > 0)
    throw httpError('invalid_query_params', {
      message: `A ${verb} request must send its parameters in the body.`,
    });
  const fromBody = await readBody(request, options);
  const duplicate = names.find((name) => Object.hasOwn(fromBody, name));
  if (strict && duplicate !== undefined) throw duplicateParameter(duplicate);
  const params = names.length > 0 ? { ...fromQuery, ...fromBody } : fromBody;
  if (strict) checkValues(params, depthLimit);
  return params;
};

/**
 * Reads the parameters of a request from its query string (GET and DELETE) and its body, validates and normalizes them.
 *
 * @returns exactly what the handler gets, frozen at any depth
 * @throws SeamApiError when the request is malformed; SeamInvalidInputError when a parameter is invalid
 */
export const readParams = async (
  { endpoint, schema: loadSchema }: ParamsTarget,
  request: ServerRequest,
  { bodyLimit = 16_384, depthLimit = 16, strict = true, awaitBody }: ReadOptions = {},
): Promise<Params> => {
  const schema = await loadSchema();
  const sent = await parseParams(request, schema, { bodyLimit, depthLimit, strict, awaitBody });
  if (schema && strict) rejectUnknown(schema, sent);
  const valid = schema ? await validate(schema, sent) : sent;
  if (!strict) return deepFreeze(valid);
  if (schema) rejectDropped(schema, sent, valid);
  rejectAmbiguous(endpoint, valid);
  const kept = dropEmptyStrings(endpoint, valid);
  // An empty string that is dropped may be a required parameter.
  if (schema && kept !== valid) await validate(schema, dropEmptyStrings(endpoint, sent));
  return deepFreeze(normalizeUuids(kept, schema));
};
