import { isSeamError } from '../../errors/is-seam-error.ts';
import { apiError } from '../../server/api-error.ts';
import { actOnce, type Act } from './act-once.ts';
import { comeAgain } from './come-again.ts';
import { within } from '../../within.ts';

/**
 * Runs something once, and waits for it no longer than its claims hold. What takes longer goes on by itself: its tokens
 * tell the store whether another has taken over.
 *
 * @param onLateThrow hears what `run` throws when nobody waits for it any more
 * @returns whether it ran; `false` when it was done before
 * @throws SeamApiError what `actOnce` throws, or `webhook_handler_timeout`
 */
export const actWithinLease = (
  act: Act,
  onLateThrow: (error: unknown) => void = () => {},
): Promise<boolean> => {
  const work = actOnce(act);
  return within(act.lease, work, () => {
    work.catch((error: unknown) => {
      if (isSeamError(error, 'SeamApiError') && error.type === 'webhook_handler_failed')
        onLateThrow(error.cause);
    });
    return apiError('webhook_handler_timeout', {
      message: `Acting on it took longer than the lease of ${act.lease} milliseconds. Another delivery may be acted on.`,
      ...comeAgain,
    });
  });
};
