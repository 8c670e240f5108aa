import {
  isSeamError,
  type Outcome,
  type SeamApiError,
  type SeamError,
  type ValidationErrors,
} from '@org/seam-core';
import { isObject } from '@org/seam-core/internal';
import { httpError, isApiError, isForeign } from '../http/api-error.ts';
import { type ErrorType, errorTypes } from '../http/error-types.ts';

/**
 * The types of 401 and 403 that concern the caller. All others concern this server's credential, and become a 502.
 */
export const callerErrorTypes = {
  401: ['unauthenticated'],
  403: ['forbidden', 'cross_site'],
} as const satisfies Record<number, readonly ErrorType[]>;

const isKnown = (type: string, status: number): type is ErrorType =>
  Object.hasOwn(errorTypes, type) && errorTypes[type as ErrorType][0] === status;

const genericTypes: Record<number, ErrorType> = { 400: 'invalid_input', 404: 'not_found', 409: 'conflict' };

const clamp = (ms?: number) => Math.min(Math.max(Number(ms) || 1000, 1000), 30_000);

/** Messages of validators, which contain no value. */
const safeMessage = /^(?:Required|Invalid [a-z]{2,20}|Expected [a-z]{2,20}, received [a-z]{2,20})$/;

/** Removes messages that may contain personal data, and parameters that were not sent. */
const toSafeErrors = (
  errors: ValidationErrors,
  sent: Readonly<Record<string, unknown>>,
): ValidationErrors => {
  const safe: ValidationErrors = { _errors: [] };
  for (const name of Object.keys(sent)) {
    const found: unknown = Object.hasOwn(errors, name) ? errors[name] : undefined;
    const texts: unknown = isObject(found) ? found['_errors'] : undefined;
    if (Array.isArray(texts))
      safe[name] = {
        _errors: texts.map((text) => (safeMessage.test(String(text)) ? String(text) : 'Rejected by Seam')),
      };
  }
  return safe;
};

/** Replaces the message of a rejection by Seam: it may contain personal data. */
const toRejection = (
  error: SeamApiError,
  sent: Readonly<Record<string, unknown>>,
  outcome: Outcome,
): SeamApiError | undefined => {
  const type =
    error.statusCode < 500 && isKnown(error.type, error.statusCode)
      ? error.type
      : genericTypes[error.statusCode];
  if (type === undefined) return undefined;
  const validationErrors = isSeamError(error, 'SeamInvalidInputError')
    ? toSafeErrors(error.validationErrors, sent)
    : undefined;
  // The last attempt was rejected; an earlier one may have been applied.
  const data = outcome === 'unknown' ? { outcome } : undefined;
  return httpError(type, { validationErrors, data });
};

/** Whether the error concerns the caller: a function of the target threw it with `apiError`. */
const callerTypes: readonly string[] = Object.values(callerErrorTypes).flat();
const concernsCaller = (error: SeamError): error is SeamApiError =>
  isApiError(error) && callerTypes.includes(error.type);

/** Errors of the program, which become a 500. */
const programErrors = ['SeamConfigError', 'SeamWebhookError'] as const;

/**
 * Maps an error of Seam to the error that the caller receives. Seam's 401 and 403 concern this server's credential, and become
 * a 502. `data.outcome` says whether a change may have been applied.
 *
 * @param sent the parameters; only their validation errors are returned
 * @param known the outcome, where it is known better than from the error
 */
export const upstreamError = (
  error: unknown,
  sent: Readonly<Record<string, unknown>> = {},
  known?: Outcome,
): unknown => {
  if (!isSeamError(error) || programErrors.some((name) => isSeamError(error, name))) return error;
  const outcome = known ?? error.outcome;
  if (concernsCaller(error))
    return outcome === 'unknown'
      ? httpError(error.type as ErrorType, { message: error.message, data: { outcome } })
      : error;
  const details = { cause: error, data: { outcome } };
  if (isSeamError(error, 'SeamTimeoutError')) return httpError('upstream_timeout', details);
  if (isSeamError(error, 'SeamInvalidResponseError')) return httpError('upstream_invalid_response', details);
  if (!isSeamError(error, 'SeamApiError')) return httpError('upstream_error', details);

  const { statusCode, retryAfterMs } = error;
  if (statusCode === 401 || statusCode === 403) return httpError('upstream_auth_failed', details);
  if (statusCode === 429)
    return httpError('upstream_rate_limited', { ...details, retryAfterMs: clamp(retryAfterMs) });
  // The page of a proxy says neither that something is missing nor what is wrong with the parameters.
  if (statusCode < 500 && isForeign(error)) return httpError('upstream_invalid_response', details);
  return toRejection(error, sent, outcome) ?? httpError('upstream_error', details);
};
