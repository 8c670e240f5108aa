import { SeamApiError } from './seam-api-error.ts';
import { SeamForbiddenError } from './seam-forbidden-error.ts';
import { SeamInvalidInputError, type SeamInvalidInputErrorFacts } from './seam-invalid-input-error.ts';
import { SeamNotFoundError } from './seam-not-found-error.ts';
import { SeamRateLimitError } from './seam-rate-limit-error.ts';
import { SeamServerError } from './seam-server-error.ts';
import { SeamUnauthorizedError } from './seam-unauthorized-error.ts';

const byStatus: Record<number, typeof SeamApiError> = {
  401: SeamUnauthorizedError,
  403: SeamForbiddenError,
  404: SeamNotFoundError,
  429: SeamRateLimitError,
};

/** The error of the class that the type and the status ask for. */
export const toApiError = (message: string, facts: SeamInvalidInputErrorFacts): SeamApiError => {
  if (facts.type === 'invalid_input') return new SeamInvalidInputError(message, facts);
  const ErrorClass = byStatus[facts.statusCode] ?? (facts.statusCode < 500 ? SeamApiError : SeamServerError);
  return new ErrorClass(message, facts);
};
