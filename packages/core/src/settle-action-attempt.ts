import { SeamAbortError } from './errors/seam-abort-error.ts';
import { SeamActionAttemptFailedError } from './errors/seam-action-attempt-failed-error.ts';
import { SeamActionAttemptTimeoutError } from './errors/seam-action-attempt-timeout-error.ts';
import { isSeamError } from './errors/is-seam-error.ts';
import type { ActionAttempt } from './generated/models/action-attempts.ts';
import type { CallOptions, WaitOptions } from './options.ts';

/** An action attempt that is over, and went well. */
export type SucceededActionAttempt = ActionAttempt & { readonly status: 'success' };

type Look = (params: { action_attempt_id: string }, options: CallOptions) => Promise<ActionAttempt>;

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

const throwIfAborted = (signal: AbortSignal | undefined): void => {
  if (signal?.aborted)
    throw new SeamAbortError('The wait was aborted', {
      outcome: 'unknown',
      cause: signal.reason,
    });
};

const tooLate = (actionAttempt: ActionAttempt, timeout: number): SeamActionAttemptTimeoutError =>
  new SeamActionAttemptTimeoutError(`The action attempt was still pending after ${timeout} ms`, {
    outcome: 'unknown',
    actionAttempt,
  });

/**
 * Looks at an action attempt until it is over. The time is a deadline: no look begins after it, and one that is under way
 * then is ended.
 */
export const settleActionAttempt = async (
  pending: ActionAttempt,
  look: Look,
  { timeout = 10_000, pollingInterval = 1000, signal }: WaitOptions & { signal?: AbortSignal | undefined },
): Promise<SucceededActionAttempt> => {
  const end = performance.now() + timeout;
  let current = pending;
  while (current.status === 'pending') {
    const left = end - performance.now();
    await pauseFor(Math.max(0, Math.min(pollingInterval, left)), signal);
    throwIfAborted(signal);
    const remaining = end - performance.now();
    if (remaining <= 0) throw tooLate(current, timeout);
    const { action_attempt_id } = current;
    try {
      current = await look(
        { action_attempt_id },
        { signal, totalTimeout: remaining, waitForActionAttempt: false },
      );
    } catch (error) {
      if (isSeamError(error, 'SeamTimeoutError') && end <= performance.now()) throw tooLate(current, timeout);
      throw error;
    }
  }
  if (current.status !== 'error') return current;
  const { type, message } = current.error;
  throw new SeamActionAttemptFailedError(`The action attempt failed: ${message}`, {
    outcome: 'rejected',
    code: type,
    actionAttempt: current,
  });
};
