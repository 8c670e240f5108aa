import { callerOf, rethrowAt } from './caller.ts';
import { checkWaitOptions, type WaitCallOptions } from './check-client-options.ts';
import type { ActionAttempt } from './generated/models/action-attempts.ts';
import type { CallOptions } from './options.ts';
import { settleActionAttempt, type SucceededActionAttempt } from './settle-action-attempt.ts';

/** As much of a client as waiting needs. */
interface Looking {
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
  seam: Looking,
  actionAttempt: ActionAttempt,
  options: WaitCallOptions = {},
): Promise<SucceededActionAttempt> => {
  const caller = callerOf(waitForActionAttempt);
  try {
    checkWaitOptions(options);
    return await settleActionAttempt(
      actionAttempt,
      (params, call) => seam.actionAttempts.get(params, call),
      options,
    );
  } catch (error) {
    return rethrowAt(caller)(error);
  }
};
