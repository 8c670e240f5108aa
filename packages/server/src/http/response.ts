import { type AnyEndpoint, isSeamError } from '@org/seam-core';
import { paginationOf } from '@org/seam-core/internal';
import { httpError, toSendable } from './api-error.ts';

/** An HTTP response before an adapter writes it. */
export interface ServerResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: unknown;
  /** `value` as JSON. */
  readonly body: string;
}

/** The headers of every response with a body. Responses are not cached. */
export const jsonHeaders = {
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-store',
} as const;

const aliasesKey: unique symbol = Symbol.for('@org/seam-server/aliases') as never;

/** Sets the values of the endpoint's `aliases` on a result, where they differ from the result. */
export const withAliases = <TResult extends object>(
  result: TResult,
  aliases: Readonly<Record<string, object>>,
): TResult => Object.defineProperty(result, aliasesKey, { value: aliases });

const aliasesOf = (result: object): Readonly<Record<string, object>> =>
  (result as { [aliasesKey]?: Readonly<Record<string, object>> })[aliasesKey] ?? {};

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
 * Creates the response for a handler's result, under the names that the endpoint defines.
 * @throws TypeError when the handler returned nothing, or a value that JSON cannot represent
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

/** A delay that was computed may be negative or `NaN`. Only digits are valid in the header. */
const retryAfter = (ms: number | undefined): ServerResponse['headers'] => {
  const seconds = Math.ceil(Number(ms) / 1000);
  return Number.isSafeInteger(seconds) && seconds >= 0 ? { 'retry-after': String(seconds) } : {};
};

/**
 * Creates the response for an error. Errors other than API errors, and those with details that JSON cannot represent, become
 * a 500 without details.
 *
 * @param allow the verbs that a 405 lists
 */
export const errorResponse = (
  thrown: unknown,
  requestId: string,
  allow?: readonly string[],
): ServerResponse => {
  const error = isSeamError(thrown, 'SeamApiError') ? toSendable(thrown) : httpError('internal_server_error');
  const { retryAfterMs, statusCode } = error;
  return toJsonResponse(
    statusCode,
    {
      'seam-request-id': requestId,
      ...retryAfter(retryAfterMs),
      ...(statusCode === 405 && allow ? { allow: allow.join(', ') } : {}),
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
