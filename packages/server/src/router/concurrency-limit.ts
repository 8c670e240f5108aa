import { httpError } from '../http/api-error.ts';

/** The slot of one request. */
export interface Slot {
  /**
   * Releases the slot while the caller sends the body, then acquires one again.
   * @throws SeamApiError when none is free
   */
  whileReading<TValue>(reading: Promise<TValue>): Promise<TValue>;
  /** Whether the caller sends the body now. `drain` does not wait for it. */
  isReading(): boolean;
  /**
   * Releases the slot while the request waits for earlier changes.
   * @param wait not called when too many requests wait
   * @throws SeamApiError when too many requests wait
   */
  whileQueued(wait: () => Promise<unknown>): Promise<void>;
  release(): void;
}

/** Limits the number of concurrent requests. */
export interface ConcurrencyLimit {
  /** @throws SeamApiError `overloaded` when no slot is free, `shutting_down` after `drain` was called */
  acquire(): Slot;
  /** Makes `drain` wait for work that continues after the response. */
  track(work: Promise<unknown>): void;
  /** Rejects new requests, and resolves when all work is finished. */
  drain(): Promise<void>;
}

/** How many requests may wait for earlier changes, per slot: they use memory only. */
const waitingPerSlot = 5;

/** The adapter needs some microtasks to write the last response. */
const nextMacrotask = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, 0);
  });

/**
 * Limits the requests in progress. Requests that wait for the caller's body or for an earlier change of the same person do
 * not count: a few slow ones would block all others.
 *
 * @param limit the number of slots
 */
export const createConcurrencyLimit = (limit: number): ConcurrencyLimit => {
  const tracked = new Set<Promise<unknown>>();
  let working = 0;
  let waiting = 0;
  let isClosed = false;
  let onEmpty: (() => void) | undefined;
  let drained: Promise<void> | undefined;

  const admit = (): void => {
    if (isClosed) throw httpError('shutting_down', { retryAfterMs: 1000 });
    if (working >= limit) throw httpError('overloaded', { retryAfterMs: 1000 });
    working += 1;
  };
  const acquire = (): Slot => {
    admit();
    let isWorking = true;
    let isReading = false;
    const release = (): void => {
      if (!isWorking) return;
      isWorking = false;
      working -= 1;
      if (working + waiting === 0) onEmpty?.();
    };
    return {
      release,
      isReading: () => isReading,
      whileReading: async (reading) => {
        isReading = true;
        release();
        const value = await reading;
        isReading = false;
        admit();
        isWorking = true;
        return value;
      },
      whileQueued: async (wait) => {
        if (waiting >= limit * waitingPerSlot) throw httpError('overloaded', { retryAfterMs: 1000 });
        waiting += 1;
        release();
        try {
          await wait();
        } finally {
          waiting -= 1;
          // The earlier change has just released its slot, or this one is about to be rejected.
          working += 1;
          isWorking = true;
        }
      },
    };
  };

  const finished = async (): Promise<void> => {
    if (working + waiting > 0)
      await new Promise<void>((resolve) => {
        onEmpty = resolve;
      });
    while (tracked.size > 0) await Promise.allSettled(tracked);
    await nextMacrotask();
  };

  return {
    acquire,
    track: (work) => {
      const kept = work.finally(() => tracked.delete(kept));
      tracked.add(kept);
    },
    drain: () => {
      isClosed = true;
      return (drained ??= finished());
    },
  };
};
