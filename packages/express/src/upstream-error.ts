import { isSeamError, type SeamApiError } from '@org/seam-core';
import { apiError, errorTypes, type ErrorType } from '@org/seam-core/server';

const isKnown = (type: string, status: number): type is ErrorType =>
  Object.hasOwn(errorTypes, type) && errorTypes[type as ErrorType][0] === status;

const genericTypes: Record<number, ErrorType> = { 400: 'invalid_input', 404: 'not_found', 409: 'conflict' };

const clamp = (ms = 1000) => Math.min(Math.max(ms, 1000), 30_000);

/** A refusal by Seam in our own words: its message may name people that the caller must not know of. */
const toRefusal = (error: SeamApiError): SeamApiError | undefined => {
  const type = isKnown(error.type, error.statusCode) ? error.type : genericTypes[error.statusCode];
  if (type === undefined) return undefined;
  const validationErrors = isSeamError(error, 'SeamInvalidInputError') ? error.validationErrors : undefined;
  return apiError(type, { validationErrors });
};

/**
 * What the caller of the router is told when Seam refused or failed. Seam's 401 is about this server's credential, never
 * about the caller, and so becomes a 502; `data.outcome` says whether a change may have been made all the same.
 */
export const upstreamError = (error: unknown): unknown => {
  if (!isSeamError(error)) return error;
  const details = { cause: error, data: { outcome: error.outcome } };
  if (isSeamError(error, 'SeamTimeoutError')) return apiError('upstream_timeout', details);
  if (isSeamError(error, 'SeamInvalidResponseError')) return apiError('upstream_invalid_response', details);
  if (!isSeamError(error, 'SeamApiError')) return apiError('upstream_error', details);

  const { statusCode, retryAfterMs } = error;
  if (statusCode === 401 || statusCode === 403) return apiError('upstream_auth_failed', details);
  if (statusCode === 429)
    return apiError('upstream_rate_limited', { ...details, retryAfterMs: clamp(retryAfterMs) });
  return toRefusal(error) ?? apiError('upstream_error', details);
};
