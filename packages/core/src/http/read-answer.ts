import type { AnyEndpoint } from '../endpoint.ts';
import {
  SeamInvalidResponseError,
  type InvalidResponseReason,
} from '../errors/seam-invalid-response-error.ts';
import { toApiError } from '../errors/to-api-error.ts';
import type { ValidationErrors } from '../errors/validation-errors.ts';
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
  const message =
    typeof error['message'] === 'string' ? error['message'] : `Seam answered with status ${status}`;
  return toApiError(`${path}: ${message}`, {
    type: typeof error['type'] === 'string' ? error['type'] : `http_${status}`,
    statusCode: status,
    requestId: requestIdOf(headers),
    data: error['data'],
    validationErrors: isObject(error['validation_errors'])
      ? (error['validation_errors'] as unknown as ValidationErrors)
      : undefined,
    retryAfterMs: parseRetryAfter(headers.get('retry-after')),
  });
};

/**
 * The result that an answer proves. Only a 2xx status with a JSON object that does not deny it, and that holds the
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
  if (body['ok'] === false) throw fail('not_ok');
  if (endpoint.returns === undefined) return undefined;

  const result = body[endpoint.returns];
  const isList = endpoint.as === 'page' || endpoint.as === 'list';
  if (!(isList ? Array.isArray(result) : isObject(result))) throw fail('shape');
  return isObject(body['pagination'])
    ? withPagination(result as object, body['pagination'] as unknown as Pagination)
    : result;
};
