import type { Clock } from '../clock.ts';
import type { Wait } from './outcome.ts';

/** Waits until somebody has moved the fake's clock on. */
export const clockWait =
  (clock: Clock): Wait =>
  (ms, signal) => {
    const isAborted = new Promise<never>((_, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    });
    return Promise.race([clock.wait(ms), isAborted]);
  };
