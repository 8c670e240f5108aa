import type { Clock } from '../fake/clock.ts';
import type { Wait } from './outcome.ts';

/** Waits until the fake's clock has advanced. */
export const clockWait =
  (clock: Clock): Wait =>
  (ms, signal) => {
    const isAborted = new Promise<never>((_, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    });
    return Promise.race([clock.wait(ms), isAborted]);
  };

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
