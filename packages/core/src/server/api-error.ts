import type { SeamApiError } from '../errors/seam-api-error.ts';
import type { SeamInvalidInputErrorFacts } from '../errors/seam-invalid-input-error.ts';
import { toApiError } from '../errors/to-api-error.ts';
import { errorTypes, type ErrorType } from './error-types.ts';

/** What may be said about an error beyond its type. */
export type ApiErrorDetails = Partial<Omit<SeamInvalidInputErrorFacts, 'type' | 'statusCode'>> & {
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
