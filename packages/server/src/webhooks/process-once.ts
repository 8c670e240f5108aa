import { isSeamError } from '@org/seam-core';
import { withTimeout } from '@org/seam-core/internal';
import { apiError } from '../http/api-error.ts';
import { retryUntilSettled } from '../leases/settle.ts';
import { retryLater } from './defaults.ts';
import type { TimedStore } from './store.ts';

const pauses = [100, 1_000, 5_000];

/**
 * Marks what was acted on, each name whatever becomes of the others, and those again that the store could not take.
 *
 * @param end when the lease is over, by `performance.now()`; the store is asked no more then
 * @throws what the store failed with the last time
 */
const completeAll = async (
  store: TimedStore,
  claimed: readonly (readonly [key: string, token: string])[],
  end: number,
): Promise<void> => {
  let left = claimed;
  const complete = async (): Promise<void> => {
    const failed: (typeof left)[number][] = [];
    let fault: unknown;
    for (const one of left)
      try {
        await store.complete(...one);
      } catch (error) {
        failed.push(one);
        fault = error;
      }
    left = failed;
    if (failed.length > 0) throw fault;
  };
  await retryUntilSettled(complete(), complete, { pauses, end });
};

interface Act {
  readonly store: TimedStore;
  /** The names of what is to be done. All are claimed, in this order, and completed in the other. */
  readonly names: readonly ClaimName[];
  /** How long the claims hold, in milliseconds. */
  readonly lease: number;
  /** Called when all is claimed, and before it runs: with what it throws all is given back. */
  readonly begin?: (() => void) | undefined;
  readonly run: () => unknown;
}

/** A name under which something is claimed, and what is recognised by it. */
export interface ClaimName {
  readonly key: string;
  readonly fingerprint: string;
}

/** Claims names one after the other, into `tokens` by name. Whether it got all: `false` when one of them was done before. */
const claimAll = async ({ store, names, lease }: Act, tokens: Map<string, string>): Promise<boolean> => {
  for (const { key, fingerprint } of names) {
    const claim = await store.claim(key, { fingerprint, lease });
    if (claim.state === 'busy') throw apiError('webhook_busy', retryLater);
    if (claim.state === 'claimed') tokens.set(key, claim.token);
    else if (claim.fingerprint === fingerprint) return false;
    else throw apiError('webhook_id_reused');
  }
  return true;
};

/** Somebody else may be at it by now. */
const tooLate = () =>
  apiError('webhook_store_unavailable', {
    cause: new Error('The lease was over before the store had answered. Nothing was begun.'),
    ...retryLater,
  });

const call = async (run: () => unknown): Promise<void> => {
  try {
    await run();
  } catch (cause) {
    throw apiError('webhook_handler_failed', { cause });
  }
};

/**
 * Runs something once, whoever else tries. Gives it back when it fails.
 *
 * @returns whether it ran; `false` when it was done before
 * @throws SeamApiError when another is at it, the store fails, or a name was used for something else; what `run` throws,
 *   as the cause of `webhook_handler_failed`; what `begin` throws
 */
export const processOnce = async (act: Act): Promise<boolean> => {
  const { store, lease, begin, run } = act;
  const end = performance.now() + lease;
  const tokens = new Map<string, string>();
  let isNew: boolean;
  try {
    isNew = await claimAll(act, tokens);
    if (isNew) {
      if (performance.now() >= end) throw tooLate();
      begin?.();
      await call(run);
    }
  } catch (error) {
    // A store that fails now lets the lease run out instead.
    for (const [key, token] of tokens) await store.release(key, token).catch(() => {});
    throw error;
  }
  // What was done under one of its names is done under all. The event's, which comes last, first: when the process ends in
  // between, neither another delivery nor a back-fill acts on it again.
  await completeAll(store, [...tokens].toReversed(), end);
  return isNew;
};

/**
 * Runs something once, and waits for it no longer than its claims hold. What takes longer goes on by itself: its tokens
 * tell the store whether another has taken over.
 *
 * @param onLateThrow hears what `run` throws when nobody waits for it any more
 * @returns whether it ran; `false` when it was done before
 * @throws SeamApiError what `actOnce` throws, or `webhook_handler_timeout`
 */
export const processWithinLease = (
  act: Act,
  onLateThrow: (error: unknown) => void = () => {},
): Promise<boolean> => {
  const work = processOnce(act);
  return withTimeout(act.lease, work, () => {
    work.catch((error: unknown) => {
      if (isSeamError(error, 'SeamApiError') && error.type === 'webhook_handler_failed')
        onLateThrow(error.cause);
    });
    return apiError('webhook_handler_timeout', {
      message: `Acting on it took longer than the lease of ${act.lease} milliseconds. Another delivery may be acted on.`,
      ...retryLater,
    });
  });
};
