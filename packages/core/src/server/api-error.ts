import type { SeamApiError } from '../errors/seam-api-error.ts';
import { toApiError, type ApiErrorFacts } from '../errors/to-api-error.ts';
import { errorTypes, type ErrorType } from './error-types.ts';

/** What may be said about an error beyond its type. */
export type ApiErrorDetails = Partial<Pick<ApiErrorFacts, 'cause' | 'data' | 'outcome' | 'retryAfterMs'>> & {
  message?: string;
};

/**
 * The error to throw from a handler: the client at the other end gets it as the class its status asks for.
 *
 * @example
 * throw apiError('device_not_found', { data: { device_id } });
 */
export const apiError = (type: ErrorType, { message, ...details }: ApiErrorDetails = {}): SeamApiError => {
  const [statusCode, sentence] = errorTypes[type];
  return toApiError(message ?? sentence, { type, statusCode, ...details });
};
