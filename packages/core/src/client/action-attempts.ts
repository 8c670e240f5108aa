import type { ActionAttempt } from '../contract/generated/models/action-attempts.ts';
import {
  SeamActionAttemptFailedError,
  SeamActionAttemptTimeoutError,
  SeamActionAttemptUnknownError,
} from '../errors/action-attempt-errors.ts';
import { isSeamError } from '../errors/is-seam-error.ts';
import { SeamAbortError } from '../errors/transport-errors.ts';
import { isObject } from '../shared/is-object.ts';
import { callerOf, rethrowAt } from './caller.ts';
import { checkWaitOptions, type WaitCallOptions } from './check-options.ts';
import type { CallOptions, WaitOptions } from './options.ts';

/** Whether it is an action attempt that can be polled, or has ended. Any other status proves nothing. */
export const isActionAttempt = (value: unknown): value is ActionAttempt => {
  if (!isObject(value)) return false;
  const { action_attempt_id: id, status } = value;
  return typeof id === 'string' && id !== '' && ['pending', 'success', 'error'].includes(String(status));
};

/** An action attempt that is over, and went well. */
export type SucceededActionAttempt = ActionAttempt & { readonly status: 'success' };

type GetActionAttempt = (
  params: { action_attempt_id: string },
  options: CallOptions,
) => Promise<ActionAttempt>;

const pauseFor = (ms: number, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done);
  });

/** How an action attempt is polled. `callTimeout` is the timeout of each request. */
interface SettleOptions extends WaitOptions, Pick<CallOptions, 'signal' | 'headers' | 'retry'> {
  readonly callTimeout?: number | undefined;
}

const unknown = (actionAttempt: ActionAttempt, why: string, cause?: unknown): SeamActionAttemptUnknownError =>
  new SeamActionAttemptUnknownError(`The result of the action attempt is unknown: ${why}`, {
    outcome: 'unknown',
    actionAttempt,
    cause,
  });

const failed = (actionAttempt: ActionAttempt): SeamActionAttemptFailedError => {
  const { type, message } = actionAttempt.error ?? {};
  return new SeamActionAttemptFailedError(`The action attempt failed: ${message ?? 'no reason given'}`, {
    outcome: 'rejected',
    code: type ?? 'unknown',
    actionAttempt,
  });
};

/**
 * Polls an action attempt until it has ended. The timeout is a deadline: no request begins after it, and one that is in
 * progress then is ended. When polling fails, the result is unknown, whatever it failed with: Seam accepted the action.
 */
export const pollActionAttempt = async (
  pending: ActionAttempt,
  look: GetActionAttempt,
  { timeout = 10_000, pollingInterval = 1000, callTimeout, ...call }: SettleOptions,
): Promise<SucceededActionAttempt> => {
  const { signal } = call;
  const end = performance.now() + timeout;
  let current = pending;
  const aborted = () =>
    new SeamAbortError('The wait was aborted', {
      outcome: 'unknown',
      cause: signal?.reason,
      actionAttempt: current,
    });
  const tooLate = () =>
    new SeamActionAttemptTimeoutError(`The action attempt was still pending after ${timeout} ms`, {
      outcome: 'unknown',
      actionAttempt: current,
    });

  if (!isActionAttempt(current)) throw unknown(current, 'this is not an action attempt');
  while (current.status === 'pending') {
    await pauseFor(Math.max(0, Math.min(pollingInterval, end - performance.now())), signal);
    if (signal?.aborted) throw aborted();
    const remaining = end - performance.now();
    if (remaining <= 0) throw tooLate();
    const { action_attempt_id } = current;
    let next: ActionAttempt;
    try {
      next = await look(
        { action_attempt_id },
        { ...call, timeout: callTimeout, totalTimeout: Math.max(1, remaining), waitForActionAttempt: false },
      );
    } catch (error) {
      if (signal?.aborted) throw aborted();
      if (isSeamError(error, 'SeamTimeoutError') && end <= performance.now()) throw tooLate();
      throw unknown(current, 'polling failed', error);
    }
    if (!isActionAttempt(next) || next.action_attempt_id !== action_attempt_id)
      throw unknown(current, 'Seam answered with something else');
    current = next;
  }
  if (current.status === 'error') throw failed(current);
  return current;
};

/** As much of a client as waiting needs. */
interface ActionAttemptReader {
  readonly actionAttempts: {
    get(params: { action_attempt_id: string }, options?: CallOptions): Promise<ActionAttempt>;
  };
}

/**
 * Waits for an action attempt that was not waited for when it was made.
 *
 * @example
 * const pending = await seam.locks.unlockDoor({ device_id }, { waitForActionAttempt: false });
 * await waitForActionAttempt(seam, pending, { timeout: 30_000 });
 *
 * @param options `timeout` and `pollingInterval` in milliseconds (10 000 and 1000 unless said otherwise), and the `signal`,
 * `headers` and `retry` of each request
 * @throws SeamActionAttemptFailedError when it failed, SeamActionAttemptTimeoutError when it is still pending then,
 * SeamActionAttemptUnknownError when polling failed
 */
export const waitForActionAttempt = async (
  seam: ActionAttemptReader,
  actionAttempt: ActionAttempt,
  options: WaitCallOptions = {},
): Promise<SucceededActionAttempt> => {
  const caller = callerOf(waitForActionAttempt);
  try {
    checkWaitOptions(options);
    return await pollActionAttempt(
      actionAttempt,
      (params, call) => seam.actionAttempts.get(params, call),
      options,
    );
  } catch (error) {
    return rethrowAt(caller)(error);
  }
};
