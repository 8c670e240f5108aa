import { type AnyEndpoint, isSeamError } from '@org/seam-core';
import { paginationOf } from '@org/seam-core/internal';
import { apiError } from './api-error.ts';
import { jsonHeaders, type ServerResponse } from './response.ts';

const key: unique symbol = Symbol.for('@org/seam-core/also') as never;

/** Notes on a result what the answer says under a further name, where that is not the result once more. */
export const withAliases = <TResult extends object>(
  result: TResult,
  also: Readonly<Record<string, object>>,
): TResult => Object.defineProperty(result, key, { value: also });

/** What an answer says under its further names; empty for a result that is merely repeated. */
const aliasesOf = (result: object): Readonly<Record<string, object>> =>
  (result as { [key]?: Readonly<Record<string, object>> })[key] ?? {};

const toJsonResponse = (
  status: number,
  headers: ServerResponse['headers'],
  value: object,
): ServerResponse => ({
  status,
  headers: { ...headers, ...jsonHeaders },
  value,
  body: JSON.stringify(value),
});

const onlyPage = { has_next_page: false, next_page_cursor: null, next_page_url: null };

/**
 * The answer that carries a handler's result, under the names the endpoint gives it.
 * @throws TypeError when the handler returned nothing, or something JSON has no form for
 */
export const successResponse = (
  endpoint: AnyEndpoint,
  result: unknown,
  requestId: string,
): ServerResponse => {
  const { returns, aliases = [], as } = endpoint;
  if (returns !== undefined && (typeof result !== 'object' || result === null))
    throw new TypeError(`The handler of ${endpoint.path} returned no ${returns}.`);
  const further = returns === undefined ? {} : aliasesOf(result as object);
  const named =
    returns === undefined
      ? {}
      : Object.fromEntries([returns, ...aliases].map((name) => [name, further[name] ?? result]));
  const pagination = as === 'page' ? { pagination: paginationOf(result as object) ?? onlyPage } : {};
  return toJsonResponse(200, { 'seam-request-id': requestId }, { ...named, ...pagination, ok: true });
};

/** The answer that tells of an error. What is not an API error is not told: a fixed sentence and the request's id. */
export const errorResponse = (thrown: unknown, requestId: string): ServerResponse => {
  const error = isSeamError(thrown, 'SeamApiError') ? thrown : apiError('internal_server_error');
  const { retryAfterMs } = error;
  return toJsonResponse(
    error.statusCode,
    {
      'seam-request-id': requestId,
      ...(retryAfterMs === undefined ? {} : { 'retry-after': String(Math.ceil(retryAfterMs / 1000)) }),
    },
    {
      error: {
        type: error.type,
        message: error.message,
        request_id: requestId,
        ...(error.data === undefined ? {} : { data: error.data }),
        ...(isSeamError(error, 'SeamInvalidInputError') ? { validation_errors: error.validationErrors } : {}),
      },
      ok: false,
    },
  );
};
