import { isSeamError, type SeamApiError, SeamConfigError, type SeamInvalidInputError } from '@org/seam-core';
import {
  describeValue,
  type InputIssue,
  invalidInput,
  isObject,
  type SeamInvalidInputErrorFacts,
  suggest,
  toApiError,
} from '@org/seam-core/internal';
import { type ErrorType, errorTypes } from './error-types.ts';

/** The details of an API error besides its type and status. */
export type ApiErrorDetails = Partial<Omit<SeamInvalidInputErrorFacts, 'type' | 'statusCode'>> & {
  message?: string;
};

/** Marks the errors that `apiError` created, across copies of this package. Errors of a client do not have it. */
const serverErrorBrand: unique symbol = Symbol.for('@org/seam-server/api-error') as never;

/** Whether an error was created by `apiError`. */
export const isApiError = (error: unknown): error is SeamApiError =>
  isSeamError(error, 'SeamApiError') && serverErrorBrand in error;

/** Whether the response to the client was not in Seam's format, such as the page of a proxy: the type is the status then. */
export const isForeign = ({ type, statusCode }: SeamApiError): boolean => type === `http_${statusCode}`;

/**
 * Creates an error that a handler throws to return an error response. A Seam client that sent the request receives the error
 * class of its status. Behind the router, such an error is treated like an error of Seam: the caller receives the type with
 * its default message; 401 and 403 become a 502, unless the type is `unauthenticated` or `forbidden`. A status below 500
 * says that nothing changed: pass `outcome: 'unknown'` when an earlier call of the same function may have changed something. A `retryAfterMs` that is
 * negative or not finite is not sent.
 *
 * @example
 * throw apiError('device_not_found', { data: { device_id } });
 *
 * @param type the type of the error, which decides its status
 * @param details a message instead of the default one, and facts for the caller
 * @throws SeamConfigError when the type is unknown
 */
export const apiError = (type: ErrorType, { message, ...details }: ApiErrorDetails = {}): SeamApiError => {
  if (!Object.hasOwn(errorTypes, type))
    throw new SeamConfigError(
      `apiError: unknown type ${describeValue(type)}.${suggest(type, Object.keys(errorTypes))}`,
    );
  const [statusCode, defaultMessage] = errorTypes[type];
  const error = toApiError(message ?? defaultMessage, { type, statusCode, ...details });
  return Object.defineProperty(error, serverErrorBrand, { value: true });
};

/** Creates an error without a stack trace: collecting one costs more than the rest of a rejected request. */
const withoutStackTrace = <TError extends Error>(create: () => TError): TError => {
  const { stackTraceLimit } = Error;
  // With frozen intrinsics it cannot be set. `Reflect.set` does not throw then.
  Reflect.set(Error, 'stackTraceLimit', 0);
  try {
    return create();
  } finally {
    Reflect.set(Error, 'stackTraceLimit', stackTraceLimit);
  }
};

/** Like `apiError`, without a stack trace: for requests that the router itself rejects. */
export const httpError = (type: ErrorType, details?: ApiErrorDetails): SeamApiError =>
  withoutStackTrace(() => apiError(type, details));

/** Creates an `invalid_input` error (400) that lists what is wrong with the parameters, without a stack trace. */
export const invalidParams = (issues: readonly InputIssue[]): SeamInvalidInputError =>
  withoutStackTrace(() => invalidInput(issues, '', 'rejected'));

/** What a function threw, as a cause: `undefined` would count as no cause, and not be reported. */
export const toCause = (thrown: unknown): unknown =>
  thrown ?? new Error(`A function threw ${String(thrown)} instead of an error.`);

/**
 * The error in the response when a function of the application throws: an `apiError` is the response, and any other error is
 * not disclosed. One of Seam may contain personal data, and its 401 concerns the credential of this server.
 */
export const applicationError = (thrown: unknown): SeamApiError =>
  isApiError(thrown) ? thrown : httpError('internal_server_error', { cause: toCause(thrown) });

/** The error; an internal error when its details cannot be sent as JSON. */
export const toSendable = (error: SeamApiError): SeamApiError => {
  const { data, validationErrors } = error as Partial<SeamInvalidInputError>;
  if (data === undefined && validationErrors === undefined) return error;
  try {
    JSON.stringify([data, validationErrors]);
    return error;
  } catch (problem) {
    return httpError('internal_server_error', { cause: toCause(problem) });
  }
};

/** The error to report: the cause of an API error, which its response does not disclose, or any other error itself. */
export const undisclosedCause = (error: unknown): unknown =>
  isSeamError(error, 'SeamApiError') ? toSendable(error).cause : toCause(error);

/** Whether a change that failed may have been applied. True unless the error says that it was not. */
export const mayHaveActed = (error: unknown): boolean => {
  if (isSeamError(error, 'SeamApiError')) return isObject(error.data) && error.data['outcome'] === 'unknown';
  // A client with invalid options throws before it sends anything.
  return !isSeamError(error, 'SeamConfigError');
};
