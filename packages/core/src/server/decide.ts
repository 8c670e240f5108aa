import { isObject } from '../is-object.ts';
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

const late = Symbol('late');

const inTime = async (decision: PromiseLike<unknown>, timeout: number): Promise<unknown> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeUp = new Promise<typeof late>((resolve) => {
    timer = setTimeout(() => resolve(late), timeout);
  });
  try {
    return await Promise.race([decision, timeUp]);
  } finally {
    clearTimeout(timer);
  }
};

const isPromise = (value: unknown): value is PromiseLike<unknown> =>
  typeof (value as PromiseLike<unknown> | null | undefined)?.then === 'function';

/** How long a decision may take unless said otherwise, in milliseconds. */
const defaultTimeout = 5000;

/**
 * Asks `authorize`, and returns only when it said `true`.
 * @throws SeamApiError with what the caller is told otherwise
 */
export const decide = async <TRequest>(
  authorize: (request: TRequest) => unknown,
  request: TRequest,
  timeout = defaultTimeout,
): Promise<void> => {
  let said: unknown;
  try {
    said = authorize(request);
    if (isPromise(said)) said = await inTime(said, timeout);
  } catch (cause) {
    throw apiError('authorization_error', { cause });
  }
  if (said === late) throw apiError('authorization_timeout');
  if (said === true) return;
  const denial = isObject(said) ? said['deny'] : undefined;
  throw apiError(isDenial(denial) ? denials[denial] : 'forbidden');
};
