import { apiError } from '../../server/api-error.ts';
import type { WebhookStore } from './webhook-store.ts';

export interface Act {
  readonly store: WebhookStore;
  /** The names of what is to be done. All are claimed, in this order, and completed together. */
  readonly names: readonly ClaimName[];
  readonly lease: number;
  readonly run: () => unknown;
}

/** A name under which something is claimed, and what is recognised by it. */
export interface ClaimName {
  readonly key: string;
  readonly fingerprint: string;
}

interface Claimed {
  readonly key: string;
  readonly token: string;
}

const stored = async <TValue>(act: () => TValue | Promise<TValue>): Promise<TValue> => {
  try {
    return await act();
  } catch (cause) {
    throw apiError('webhook_store_unavailable', { cause, retryAfterMs: 5_000 });
  }
};

/**
 * Runs something once, whoever else tries. Gives it back when it fails.
 *
 * @returns whether it ran; `false` when it was done before
 * @throws SeamApiError when another is at it, the store fails, or a name was used for something else; what `run` throws,
 *   as the cause of `webhook_handler_failed`
 */
export const actOnce = async ({ store, names, lease, run }: Act): Promise<boolean> => {
  const claimed: Claimed[] = [];
  const giveBack = async () => {
    // A store that fails now lets the lease run out instead.
    for (const { key, token } of claimed) await stored(() => store.release(key, token)).catch(() => {});
  };
  for (const { key, fingerprint } of names) {
    const claim = await stored(() => store.claim(key, { fingerprint, lease }));
    if (claim.state === 'claimed') {
      claimed.push({ key, token: claim.token });
      continue;
    }
    if (claim.state === 'busy') {
      await giveBack();
      throw apiError('webhook_busy', { retryAfterMs: 5_000 });
    }
    // What was done under one of its names is done under all.
    for (const { key: other, token } of claimed) await stored(() => store.complete(other, token));
    if (claim.fingerprint !== fingerprint) throw apiError('webhook_id_reused');
    return false;
  }
  try {
    await run();
  } catch (cause) {
    await giveBack();
    throw apiError('webhook_handler_failed', { cause });
  }
  for (const { key, token } of claimed) await stored(() => store.complete(key, token));
  return true;
};
