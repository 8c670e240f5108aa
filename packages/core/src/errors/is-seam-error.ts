import { suggest } from '../shared/suggest.ts';
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
import { SeamConfigError, type SeamError, seamErrorBrand } from './seam-error.ts';
import type {
  SeamAbortError,
  SeamConnectionError,
  SeamInvalidResponseError,
  SeamTimeoutError,
} from './transport-errors.ts';
import type { SeamWebhookError } from './webhook-error.ts';

/** The error classes by name. */
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

/**
 * Tells this package's errors from all others, and one class of them (or its subclasses) from the rest. Prefer it to
 * `instanceof`, which fails when two copies of the package are installed.
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
  // By shape: the error may be of another realm, whose Error is another class.
  if (typeof error !== 'object' || error === null || !(seamErrorBrand in error)) return false;
  if (name === undefined) return true;
  for (let link = error as Partial<Error> | null; link; link = Object.getPrototypeOf(link) as typeof link)
    if (link.name === name) return true;
  return false;
}
