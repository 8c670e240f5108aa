import { isObject } from '../is-object.ts';
import { within } from '../within.ts';
import { apiError } from './api-error.ts';
import type { ErrorType } from './error-types.ts';

const denials = {
  forbidden: 'forbidden',
  unauthenticated: 'unauthenticated',
  not_found: 'not_found',
} as const satisfies Record<string, ErrorType>;

/** Why a call is denied: 403, 401, or a 404 that tells nobody whether there is something. */
export type Denial = keyof typeof denials;

const isDenial = (value: unknown): value is Denial =>
  typeof value === 'string' && Object.hasOwn(denials, value);

const isPromise = (value: unknown): value is PromiseLike<unknown> =>
  typeof (value as PromiseLike<unknown> | null | undefined)?.then === 'function';

/** How long a decision may take unless said otherwise, in milliseconds. */
export const decisionTimeout = 5000;

/**
 * Asks `authorize`, and returns only when it said `true`.
 * @throws SeamApiError with what the caller is told otherwise
 */
export const decide = async <TRequest>(
  authorize: (request: TRequest) => unknown,
  request: TRequest,
  timeout = decisionTimeout,
): Promise<void> => {
  let tooLate: Error | undefined;
  let said: unknown;
  try {
    said = authorize(request);
    if (isPromise(said))
      said = await within(
        timeout,
        Promise.resolve(said),
        () => (tooLate = apiError('authorization_timeout')),
      );
  } catch (cause) {
    if (tooLate !== undefined && cause === tooLate) throw tooLate;
    throw apiError('authorization_error', { cause });
  }
  if (said === true) return;
  const denial = isObject(said) ? said['deny'] : undefined;
  throw apiError(isDenial(denial) ? denials[denial] : 'forbidden');
};
