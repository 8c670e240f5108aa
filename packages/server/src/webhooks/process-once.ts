import { isSeamError } from '@org/seam-core';
import { withTimeout } from '@org/seam-core/internal';
import { apiError, toCause } from '../http/api-error.ts';
import { retryUntilSettled } from '../leases/settle.ts';
import { retryLater } from './queue.ts';
import type { CheckedWebhookStore } from './store.ts';

/** A key to lease, and what identifies the body behind it. */
export interface LeaseKey {
  readonly key: string;
  readonly fingerprint: string;
}

interface ProcessOnceOptions {
  readonly store: CheckedWebhookStore;
  /** All are acquired in this order, and completed in reverse order. */
  readonly keys: readonly LeaseKey[];
  /** How long the leases last, in milliseconds. */
  readonly lease: number;
  /** Called when all keys are acquired, before `run`. When it throws, all leases are released. */
  readonly beforeRun?: (() => void) | undefined;
  readonly run: () => unknown;
}

/** Backoff between attempts to complete, in milliseconds. */
const delays = [100, 1_000, 5_000];

/**
 * Completes each key independently of the others, and retries the keys that failed.
 *
 * @param end when the lease expires, by `performance.now()`; no attempt is made after that
 * @throws the last error of the store
 */
const completeAll = async (
  store: CheckedWebhookStore,
  acquired: readonly (readonly [key: string, token: string])[],
  end: number,
): Promise<void> => {
  let left = acquired;
  const complete = async (): Promise<void> => {
    const failed: (typeof left)[number][] = [];
    let lastError: unknown;
    for (const one of left)
      try {
        await store.complete(...one);
      } catch (error) {
        failed.push(one);
        lastError = error;
      }
    left = failed;
    if (failed.length > 0) throw lastError;
  };
  await retryUntilSettled(complete(), complete, { delays, end });
};

/** Acquires the keys one after the other, and adds their tokens to `tokens`. `false` when one of them is done. */
const acquireAll = async (
  { store, keys, lease: ms }: ProcessOnceOptions,
  tokens: Map<string, string>,
): Promise<boolean> => {
  for (const { key, fingerprint } of keys) {
    const lease = await store.acquire(key, { fingerprint, lease: ms });
    if (lease.state === 'busy') throw apiError('webhook_busy', retryLater);
    if (lease.state === 'acquired') tokens.set(key, lease.token);
    else if (lease.fingerprint === fingerprint) return false;
    else throw apiError('webhook_id_reused');
  }
  return true;
};

/** Another process may hold the lease by now. */
const leaseExpired = () =>
  apiError('webhook_store_unavailable', {
    cause: new Error('The lease expired before the store responded. The event was not processed.'),
    ...retryLater,
  });

const runHandler = async (run: () => unknown): Promise<void> => {
  try {
    await run();
  } catch (error) {
    throw apiError('webhook_handler_failed', { cause: toCause(error) });
  }
};

/**
 * Runs a function once for its keys, also across processes that share the store. Releases the keys when it fails.
 *
 * @returns whether it ran; `false` when a key was completed before
 * @throws SeamApiError when another process holds a key, the store fails, or a key was used for another body; what `run`
 *   throws, as the cause of `webhook_handler_failed`; what `beforeRun` throws
 */
export const processOnce = async (options: ProcessOnceOptions): Promise<boolean> => {
  const { store, lease, beforeRun, run } = options;
  const end = performance.now() + lease;
  const tokens = new Map<string, string>();
  let isNew: boolean;
  try {
    isNew = await acquireAll(options, tokens);
    if (isNew) {
      if (performance.now() >= end) throw leaseExpired();
      beforeRun?.();
      await runHandler(run);
    }
  } catch (error) {
    // When the store fails here, the lease expires by itself.
    for (const [key, token] of tokens) await store.release(key, token).catch(() => {});
    throw error;
  }
  // One completed key completes all. The key of the event, which is last, goes first: when the process ends in between,
  // neither another delivery nor a back-fill processes the event again.
  await completeAll(store, [...tokens].toReversed(), end);
  return isNew;
};

/**
 * Runs `processOnce`, and waits for it no longer than the lease. A function that takes longer continues: its tokens show
 * the store whether another process has acquired the keys.
 *
 * @param onLateError called with what `run` throws after the lease
 * @returns whether it ran; `false` when a key was completed before
 * @throws SeamApiError what `processOnce` throws, or `webhook_handler_timeout`
 */
export const processWithinLease = (
  options: ProcessOnceOptions,
  onLateError: (error: unknown) => void = () => {},
): Promise<boolean> => {
  const work = processOnce(options);
  return withTimeout(options.lease, work, () => {
    work.catch((error: unknown) => {
      if (isSeamError(error, 'SeamApiError') && error.type === 'webhook_handler_failed')
        onLateError(error.cause);
    });
    return apiError('webhook_handler_timeout', {
      message: `The handler took longer than the lease of ${options.lease} milliseconds. The event may be processed again.`,
      ...retryLater,
    });
  });
};
