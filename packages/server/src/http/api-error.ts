import { isSeamError, type SeamApiError, SeamConfigError } from '@org/seam-core';
import {
  describeValue,
  isObject,
  type SeamInvalidInputErrorFacts,
  suggest,
  toApiError,
} from '@org/seam-core/internal';
import { type ErrorType, errorTypes } from './error-types.ts';

/** What may be said about an error beyond its type. */
export type ApiErrorDetails = Partial<Omit<SeamInvalidInputErrorFacts, 'type' | 'statusCode'>> & {
  message?: string;
};

/** Tells errors that were made to be told from those of a client, in every copy of this package. */
const toBeTold: unique symbol = Symbol.for('@org/seam-core/to-be-told') as never;

/** Whether an error was made by `apiError`. */
export const isApiError = (error: unknown): error is SeamApiError =>
  isSeamError(error, 'SeamApiError') && toBeTold in error;

/**
 * The error to throw from a function of yours when the caller is to be told: the client at the other end gets it as the
 * class its status asks for. From a function in the place of Seam it is told like an error of Seam's: the type, in our own
 * words; 401 and 403 as a failure of this server, unless the type is `unauthenticated` or `forbidden`.
 *
 * @example
 * throw apiError('device_not_found', { data: { device_id } });
 *
 * @throws SeamConfigError for a type that there is not
 */
export const apiError = (type: ErrorType, { message, ...details }: ApiErrorDetails = {}): SeamApiError => {
  if (!Object.hasOwn(errorTypes, type))
    throw new SeamConfigError(
      `apiError: unknown type ${describeValue(type)}.${suggest(type, Object.keys(errorTypes))}`,
    );
  const [statusCode, sentence] = errorTypes[type];
  const error = toApiError(message ?? sentence, { type, statusCode, ...details });
  return Object.defineProperty(error, toBeTold, { value: true });
};

/** What the caller is told too little about for anybody to find the fault. */
export const undisclosedCause = (error: unknown): unknown =>
  isSeamError(error, 'SeamApiError') ? error.cause : error;

/** Whether a change that failed may have been made all the same: nobody knows, unless the error says that it was not. */
export const mayHaveActed = (error: unknown): boolean => {
  if (isSeamError(error, 'SeamApiError')) return isObject(error.data) && error.data['outcome'] === 'unknown';
  // A client that is set up wrongly says so before it sends anything.
  return !isSeamError(error, 'SeamConfigError');
};
