import { apiError } from '../../server/api-error.ts';
import { comeAgain } from './come-again.ts';
import { completeAll } from './complete-all.ts';
import type { TimedStore } from './timed-store.ts';

export interface Act {
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
    if (claim.state === 'busy') throw apiError('webhook_busy', comeAgain);
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
    ...comeAgain,
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
export const actOnce = async (act: Act): Promise<boolean> => {
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
