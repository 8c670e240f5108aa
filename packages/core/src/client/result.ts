import type { AnyEndpoint } from '../contract/endpoint.ts';
import { toApiError, type ValidationErrors } from '../errors/api-errors.ts';
import { type InvalidResponseReason, SeamInvalidResponseError } from '../errors/transport-errors.ts';
import { isObject } from '../shared/type-checks.ts';
import { isActionAttempt } from './action-attempts.ts';
import { requestIdOf } from './headers.ts';
import { type Pagination, withPagination } from './pagination.ts';
import { parseRetryAfter } from './retry.ts';

const isJson = (response: Response) =>
  /^application\/([\w.-]+\+)?json\b/i.test(response.headers.get('content-type') ?? '');

/** Parses JSON; `undefined` when it is invalid. */
export const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const reasons = {
  redirect: 'returned a redirect, which is not followed',
  empty: 'returned an empty body',
  not_json: 'did not return JSON',
  invalid_json: 'returned invalid JSON',
  not_ok: 'did not confirm the call',
  shape: 'did not return the expected result',
} satisfies Partial<Record<InvalidResponseReason, string>>;

const readError = ({ path }: AnyEndpoint, { status, headers }: Response, body: unknown) => {
  const error = isObject(body) && isObject(body['error']) ? body['error'] : {};
  const { type, message, data, validation_errors } = error;
  // An error in another format may be a proxy's, sent after Seam has applied the change.
  const isOfSeam = typeof type === 'string' && typeof message === 'string';
  const isUnknown = !isOfSeam || (isObject(data) && data['outcome'] === 'unknown');
  return toApiError(`${path}: ${isOfSeam ? message : `the server returned status ${status}`}`, {
    type: isOfSeam ? type : `http_${status}`,
    statusCode: status,
    ...(isUnknown ? { outcome: 'unknown' } : {}),
    requestId: requestIdOf(headers),
    data,
    validationErrors: isObject(validation_errors)
      ? (validation_errors as unknown as ValidationErrors)
      : undefined,
    retryAfterMs: parseRetryAfter(headers.get('retry-after')),
  });
};

/** Seam confirms a call with `ok: true`. Its documentation also has results without `ok`, and `{}` without a result. */
const isConfirmed = (body: Record<string, unknown>, returns: string | undefined): boolean => {
  const { ok, error } = body;
  if (error !== undefined && error !== null) return false;
  return ok === true || (!('ok' in body) && (returns !== undefined || Object.keys(body).length === 0));
};

const isResult = (value: unknown, as: AnyEndpoint['as']): boolean => {
  if (as === 'page' || as === 'list') return Array.isArray(value);
  return as === 'attempt' ? isActionAttempt(value) : isObject(value);
};

const isPagination = (value: unknown): value is Pagination =>
  isObject(value) && typeof value['has_next_page'] === 'boolean';

/**
 * Returns the result of a response. Only a 2xx status with a JSON object that confirms the call, and contains the result of an
 * endpoint that returns one, counts as success.
 * @throws SeamApiError when the response is an error, SeamInvalidResponseError when it is neither
 */
export const readResult = (endpoint: AnyEndpoint, response: Response, text: string): unknown => {
  const { status, type, redirected } = response;
  const requestId = requestIdOf(response.headers);
  const fail = (reason: keyof typeof reasons) =>
    new SeamInvalidResponseError(`${endpoint.path}: the server ${reasons[reason]} (status ${status})`, {
      reason,
      outcome: 'unknown',
      requestId,
    });

  // A `fetch` that ignores the option `redirect` may have followed one, and responds for another URL.
  if (redirected || type === 'opaqueredirect' || (status >= 300 && status < 400)) throw fail('redirect');
  const body = isJson(response) ? parse(text) : undefined;
  if (!response.ok) throw readError(endpoint, response, body);
  if (text === '') throw fail('empty');
  if (!isJson(response)) throw fail('not_json');
  if (!isObject(body)) throw fail('invalid_json');
  const { returns, as } = endpoint;
  if (!isConfirmed(body, returns ?? as)) throw fail('not_ok');
  if (as === 'body') return body;
  if (returns === undefined) return undefined;

  const { [returns]: result, pagination } = body;
  if (!isResult(result, as)) throw fail('shape');
  if (pagination === undefined || pagination === null) return result;
  if (!isPagination(pagination)) throw fail('shape');
  return withPagination(result as object, pagination);
};
