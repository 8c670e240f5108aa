import type { AnyEndpoint } from '../endpoint.ts';
import {
  SeamInvalidResponseError,
  type InvalidResponseReason,
} from '../errors/seam-invalid-response-error.ts';
import { toApiError } from '../errors/to-api-error.ts';
import type { ValidationErrors } from '../errors/validation-errors.ts';
import { isActionAttempt } from '../is-action-attempt.ts';
import { isObject } from '../is-object.ts';
import { parseRetryAfter } from '../retry/retry-after.ts';
import { withPagination, type Pagination } from '../pagination.ts';

const isJson = (response: Response) =>
  /^application\/([\w.-]+\+)?json\b/i.test(response.headers.get('content-type') ?? '');

const requestIdOf = (headers: Headers) => headers.get('seam-request-id') ?? undefined;

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const reasons = {
  redirect: 'redirected the call, which is not followed',
  empty: 'answered with nothing',
  not_json: 'did not answer with JSON',
  invalid_json: 'answered with JSON that does not parse',
  not_ok: 'did not confirm the call',
  shape: 'answered without the result',
} satisfies Partial<Record<InvalidResponseReason, string>>;

const readError = ({ path }: AnyEndpoint, { status, headers }: Response, body: unknown) => {
  const error = isObject(body) && isObject(body['error']) ? body['error'] : {};
  const { type, message, data, validation_errors } = error;
  // Of an answer in another format nobody knows whether it is Seam's: a proxy may send it after Seam has acted.
  const isOfSeam = typeof type === 'string' && typeof message === 'string';
  const isUnknown = !isOfSeam || (isObject(data) && data['outcome'] === 'unknown');
  return toApiError(`${path}: ${isOfSeam ? message : `Seam answered with status ${status}`}`, {
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

/** Seam confirms a call with `ok: true`. Its documentation also shows the result without `ok`, and `{}` for none. */
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
 * The result that an answer proves. Only a 2xx status with a JSON object that confirms it, and that holds the
 * result where there is one, counts as success.
 * @throws SeamApiError when Seam refused, SeamInvalidResponseError when the answer proves nothing.
 */
export const readAnswer = (endpoint: AnyEndpoint, response: Response, text: string): unknown => {
  const { status, type } = response;
  const requestId = requestIdOf(response.headers);
  const fail = (reason: keyof typeof reasons) =>
    new SeamInvalidResponseError(`${endpoint.path}: the server ${reasons[reason]} (status ${status})`, {
      reason,
      outcome: 'unknown',
      requestId,
    });

  if (type === 'opaqueredirect' || (status >= 300 && status < 400)) throw fail('redirect');
  const body = isJson(response) ? parse(text) : undefined;
  if (!response.ok) throw readError(endpoint, response, body);
  if (text === '') throw fail('empty');
  if (!isJson(response)) throw fail('not_json');
  if (!isObject(body)) throw fail('invalid_json');
  const { returns, as } = endpoint;
  if (!isConfirmed(body, returns)) throw fail('not_ok');
  if (returns === undefined) return undefined;

  const { [returns]: result, pagination } = body;
  if (!isResult(result, as)) throw fail('shape');
  if (pagination === undefined || pagination === null) return result;
  if (!isPagination(pagination)) throw fail('shape');
  return withPagination(result as object, pagination);
};
