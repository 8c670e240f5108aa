import type { ActionAttempt } from '../contract/generated/models/action-attempts.ts';
import {
  SeamActionAttemptFailedError,
  SeamActionAttemptTimeoutError,
  SeamActionAttemptUnknownError,
} from '../errors/action-attempt-errors.ts';
import { isErrorNamed } from '../errors/is-seam-error.ts';
import { SeamAbortError } from '../errors/transport-errors.ts';
import { isObject } from '../shared/type-checks.ts';
import { callerOf, rethrowAt } from './caller.ts';
import { checkWaitOptions, type WaitCallOptions } from './check-options.ts';
import type { CallOptions, WaitOptions } from './options.ts';
import { delay } from './race.ts';

/** Whether a value is an action attempt with a known status. */
export const isActionAttempt = (value: unknown): value is ActionAttempt => {
  if (!isObject(value)) return false;
  const { action_attempt_id: id, status } = value;
  return typeof id === 'string' && id !== '' && ['pending', 'success', 'error'].includes(status as string);
};

/** An action attempt that succeeded. */
export type SucceededActionAttempt = ActionAttempt & { readonly status: 'success' };

type GetActionAttempt = (
  params: { action_attempt_id: string },
  options: CallOptions,
) => Promise<ActionAttempt>;

/** How to poll an action attempt. `callTimeout` is the timeout of each request. */
interface PollOptions extends WaitOptions, Pick<CallOptions, 'signal' | 'headers' | 'retry'> {
  readonly callTimeout?: number | undefined;
}

const unknown = (
  actionAttempt: ActionAttempt,
  reason: string,
  cause?: unknown,
): SeamActionAttemptUnknownError =>
  new SeamActionAttemptUnknownError(`The result of the action attempt is unknown: ${reason}`, {
    outcome: 'unknown',
    actionAttempt,
    cause,
  });

const failed = (actionAttempt: ActionAttempt): SeamActionAttemptFailedError => {
  const { type, message } = actionAttempt.error ?? {};
  return new SeamActionAttemptFailedError(
    `The action attempt failed: ${message ?? 'Seam returned no reason'}`,
    {
      outcome: 'rejected',
      code: type ?? 'unknown',
      actionAttempt,
    },
  );
};

/**
 * Polls an action attempt until it has ended. No request starts after the timeout, and a request in progress is aborted then.
 * When polling fails, the result is unknown, because Seam accepted the action.
 */
export const pollActionAttempt = async (
  pending: ActionAttempt,
  getActionAttempt: GetActionAttempt,
  { timeout = 10_000, pollingInterval = 1000, callTimeout, ...call }: PollOptions,
): Promise<SucceededActionAttempt> => {
  const { signal } = call;
  const end = performance.now() + timeout;
  /** Milliseconds. A timer may fire up to one early, so less than one is none. */
  const remaining = () => end - performance.now();
  let current = pending;
  const aborted = () =>
    new SeamAbortError('The wait was aborted', {
      outcome: 'unknown',
      cause: signal?.reason,
      actionAttempt: current,
    });
  const timedOut = () =>
    new SeamActionAttemptTimeoutError(`The action attempt was still pending after ${timeout} ms`, {
      outcome: 'unknown',
      actionAttempt: current,
    });

  if (!isActionAttempt(current)) throw unknown(current, 'this is not an action attempt');
  while (current.status === 'pending') {
    await delay(Math.max(0, Math.min(pollingInterval, remaining())), signal);
    if (signal?.aborted) throw aborted();
    const totalTimeout = remaining();
    if (totalTimeout < 1) throw timedOut();
    const { action_attempt_id } = current;
    let next: ActionAttempt;
    try {
      next = await getActionAttempt(
        { action_attempt_id },
        { ...call, timeout: callTimeout, totalTimeout, waitForActionAttempt: false },
      );
    } catch (error) {
      if (signal?.aborted) throw aborted();
      if (isErrorNamed(error, 'SeamTimeoutError') && remaining() < 1) throw timedOut();
      throw unknown(current, 'polling failed', error);
    }
    if (!isActionAttempt(next) || next.action_attempt_id !== action_attempt_id)
      throw unknown(current, 'Seam returned another action attempt');
    current = next;
  }
  if (current.status === 'error') throw failed(current);
  return current;
};

/** The part of a client that is needed for polling. */
interface ActionAttemptReader {
  readonly actionAttempts: {
    get(params: { action_attempt_id: string }, options?: CallOptions): Promise<ActionAttempt>;
  };
}

/**
 * Waits for an action attempt that was created with `waitForActionAttempt: false`.
 *
 * @example
 * const pending = await seam.locks.unlockDoor({ device_id }, { waitForActionAttempt: false });
 * await waitForActionAttempt(seam, pending, { timeout: 30_000 });
 *
 * @param options `timeout` (default: 10 000) and `pollingInterval` (default: 1000) in milliseconds, and the `signal`, `headers`
 * and `retry` of each request
 * @throws SeamActionAttemptFailedError when it failed, SeamActionAttemptTimeoutError when it is pending after the timeout,
 * SeamActionAttemptUnknownError when polling failed
 */
export const waitForActionAttempt = async (
  seam: ActionAttemptReader,
  actionAttempt: ActionAttempt,
  options: WaitCallOptions = {},
): Promise<SucceededActionAttempt> => {
  const caller = callerOf(waitForActionAttempt);
  try {
    return await pollActionAttempt(
      actionAttempt,
      (params, call) => seam.actionAttempts.get(params, call),
      checkWaitOptions(options),
    );
  } catch (error) {
    return rethrowAt(caller)(error);
  }
};
