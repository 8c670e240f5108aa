import {
  isSeamError,
  type Outcome,
  type SeamApiError,
  type SeamError,
  type ValidationErrors,
} from '@org/seam-core';
import { isObject } from '@org/seam-core/internal';
import { apiError, isApiError } from '../http/api-error.ts';
import { type ErrorType, errorTypes } from '../http/error-types.ts';

/**
 * What 401 and 403 are about the caller. All others are Seam's, about this server's credential, and never the caller's
 * business.
 */
export const ownRefusals = {
  401: ['unauthenticated'],
  403: ['forbidden', 'cross_site'],
} as const satisfies Record<number, readonly ErrorType[]>;

const isKnown = (type: string, status: number): type is ErrorType =>
  Object.hasOwn(errorTypes, type) && errorTypes[type as ErrorType][0] === status;

const genericTypes: Record<number, ErrorType> = { 400: 'invalid_input', 404: 'not_found', 409: 'conflict' };

const clamp = (ms = 1000) => Math.min(Math.max(ms, 1000), 30_000);

/** Sentences of validators, which hold nothing of what was sent. */
const harmless = /^(?:Required|Invalid [a-z]{2,20}|Expected [a-z]{2,20}, received [a-z]{2,20})$/;

/** What Seam found wrong with the parameters that were sent, without the words that may name others. */
const tellable = (errors: ValidationErrors, sent: Readonly<Record<string, unknown>>): ValidationErrors => {
  const told: ValidationErrors = { _errors: [] };
  for (const name of Object.keys(sent)) {
    const found: unknown = Object.hasOwn(errors, name) ? errors[name] : undefined;
    const texts: unknown = isObject(found) ? found['_errors'] : undefined;
    if (Array.isArray(texts))
      told[name] = {
        _errors: texts.map((text) => (harmless.test(String(text)) ? String(text) : 'Rejected by Seam')),
      };
  }
  return told;
};

/** A refusal by Seam in our own words: its message may name people that the caller must not know of. */
const toRefusal = (
  error: SeamApiError,
  sent: Readonly<Record<string, unknown>>,
  outcome: Outcome,
): SeamApiError | undefined => {
  // 501 is the fake's, which says what it lacks. Other failures are Seam's own, and told as that.
  const isRefusal = error.statusCode < 500 || error.statusCode === 501;
  const type =
    isRefusal && isKnown(error.type, error.statusCode) ? error.type : genericTypes[error.statusCode];
  if (type === undefined) return undefined;
  const validationErrors = isSeamError(error, 'SeamInvalidInputError')
    ? tellable(error.validationErrors, sent)
    : undefined;
  // It was refused, but an attempt before it may have been applied.
  const data = outcome === 'unknown' ? { outcome } : undefined;
  return apiError(type, { validationErrors, data });
};

/** Whether it was thrown by a function in Seam's place that refuses the caller, and not the server's credential. */
const own: readonly string[] = Object.values(ownRefusals).flat();
const isOwn = (error: SeamError): boolean => isApiError(error) && own.includes(error.type);

/** Errors that are about a program and not about a call: they are told like any other fault. */
const notOfACall = ['SeamConfigError', 'SeamWebhookError'] as const;

/**
 * What a caller is told when Seam refused or failed. Seam's 401 is about this server's credential, never about the caller,
 * and so becomes a 502; `data.outcome` says whether a change may have been made all the same.
 *
 * @param sent the parameters, of which the caller may be told what was wrong
 * @param known what the call did, where that is known better than by the error
 */
export const upstreamError = (
  error: unknown,
  sent: Readonly<Record<string, unknown>> = {},
  known?: Outcome,
): unknown => {
  if (!isSeamError(error) || isOwn(error) || notOfACall.some((name) => isSeamError(error, name)))
    return error;
  const outcome = known ?? error.outcome;
  const details = { cause: error, data: { outcome } };
  if (isSeamError(error, 'SeamTimeoutError')) return apiError('upstream_timeout', details);
  if (isSeamError(error, 'SeamInvalidResponseError')) return apiError('upstream_invalid_response', details);
  if (!isSeamError(error, 'SeamApiError')) return apiError('upstream_error', details);

  const { statusCode, retryAfterMs } = error;
  if (statusCode === 401 || statusCode === 403) return apiError('upstream_auth_failed', details);
  if (statusCode === 429)
    return apiError('upstream_rate_limited', { ...details, retryAfterMs: clamp(retryAfterMs) });
  return toRefusal(error, sent, outcome) ?? apiError('upstream_error', details);
};
