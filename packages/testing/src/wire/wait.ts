import type { Wait } from './outcome.ts';

/** How many pieces a slow body arrives in. */
export const pieces = 4;

/**
 * The times at which the pieces of a slow body arrive, over `ms` milliseconds. All waits begin now, so that one move of the
 * fake's clock ends all that are due.
 */
export const pieceWaits = (wait: Wait, ms: number, signal: AbortSignal): Promise<void>[] =>
  Array.from({ length: pieces }, (_, index) => {
    const arrival = wait((ms * (index + 1)) / pieces, signal);
    // The reader may be gone before it waits for this piece.
    arrival.catch(() => {});
    return arrival;
  });

/** Waits with a timer of the test runner, real or faked, like the timeouts of a client. */
export const timerWait: Wait = (ms, signal) =>
  new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason as Error);
      return;
    }
    const abort = () => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    // eslint-disable-next-line eslint/no-restricted-globals -- delays use the same timers as the caller
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, ms);
    signal?.addEventListener('abort', abort, { once: true });
  });
