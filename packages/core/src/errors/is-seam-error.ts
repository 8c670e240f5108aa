import { suggest } from '../shared/check-options.ts';
import type {
  SeamActionAttemptFailedError,
  SeamActionAttemptTimeoutError,
  SeamActionAttemptUnknownError,
} from './action-attempt-errors.ts';
import type {
  SeamApiError,
  SeamForbiddenError,
  SeamInvalidInputError,
  SeamNotFoundError,
  SeamRateLimitError,
  SeamServerError,
  SeamUnauthorizedError,
} from './api-errors.ts';
import { hasErrorName, SeamConfigError, type SeamError } from './seam-error.ts';
import type {
  SeamAbortError,
  SeamConnectionError,
  SeamInvalidResponseError,
  SeamTimeoutError,
} from './transport-errors.ts';
import type { SeamWebhookError } from './webhook-error.ts';

/** The error classes by name, for `isSeamError`. */
export interface SeamErrors {
  SeamError: SeamError;
  SeamConfigError: SeamConfigError;
  SeamApiError: SeamApiError;
  SeamInvalidInputError: SeamInvalidInputError;
  SeamUnauthorizedError: SeamUnauthorizedError;
  SeamForbiddenError: SeamForbiddenError;
  SeamNotFoundError: SeamNotFoundError;
  SeamRateLimitError: SeamRateLimitError;
  SeamServerError: SeamServerError;
  SeamConnectionError: SeamConnectionError;
  SeamTimeoutError: SeamTimeoutError;
  SeamAbortError: SeamAbortError;
  SeamInvalidResponseError: SeamInvalidResponseError;
  SeamWebhookError: SeamWebhookError;
  SeamActionAttemptFailedError: SeamActionAttemptFailedError;
  SeamActionAttemptTimeoutError: SeamActionAttemptTimeoutError;
  SeamActionAttemptUnknownError: SeamActionAttemptUnknownError;
}

const names: Record<keyof SeamErrors, true> = {
  SeamError: true,
  SeamConfigError: true,
  SeamApiError: true,
  SeamInvalidInputError: true,
  SeamUnauthorizedError: true,
  SeamForbiddenError: true,
  SeamNotFoundError: true,
  SeamRateLimitError: true,
  SeamServerError: true,
  SeamConnectionError: true,
  SeamTimeoutError: true,
  SeamAbortError: true,
  SeamInvalidResponseError: true,
  SeamWebhookError: true,
  SeamActionAttemptFailedError: true,
  SeamActionAttemptTimeoutError: true,
  SeamActionAttemptUnknownError: true,
};

/** `isSeamError` for names that the compiler has checked: a bundle without `isSeamError` needs no list of names. */
export const isErrorNamed = <TName extends keyof SeamErrors = 'SeamError'>(
  error: unknown,
  name?: TName,
): error is SeamErrors[TName] => hasErrorName(error, name ?? 'SeamError');

/**
 * Whether a value is an error of this package, or of one of its classes including subclasses. It also recognises errors of
 * another copy of the package, such as the CommonJS copy, and so does `instanceof`.
 *
 * @example
 * if (isSeamError(error, 'SeamNotFoundError')) return null;
 *
 * @throws SeamConfigError when `name` is not the name of an error class
 */
export function isSeamError<TName extends keyof SeamErrors = 'SeamError'>(
  error: unknown,
  name?: TName,
): error is SeamErrors[TName] {
  if (name !== undefined && !Object.hasOwn(names, name))
    throw new SeamConfigError(`isSeamError: unknown error "${name}".${suggest(name, Object.keys(names))}`);
  return isErrorNamed(error, name);
}
