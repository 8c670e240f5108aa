import type { TimedStore } from './timed-store.ts';

/** How long is waited before a store that failed is asked again, in milliseconds. */
const pauses = [100, 1_000, 5_000];

const wait = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

/**
 * Marks what was acted on, each name whatever becomes of the others, and again where the store fails: once its lease is
 * over, it would be acted on again.
 *
 * @param end when the lease is over, by `performance.now()`; the store is asked no more then
 * @throws what the store failed with the last time
 */
export const completeAll = async (
  store: TimedStore,
  claimed: readonly (readonly [key: string, token: string])[],
  end: number,
): Promise<void> => {
  let left = claimed;
  for (let tries = 0; ; tries += 1) {
    const failed: (typeof left)[number][] = [];
    let fault: unknown;
    for (const one of left)
      try {
        await store.complete(...one);
      } catch (error) {
        failed.push(one);
        fault = error;
      }
    if (failed.length === 0) return;
    const pause = pauses[tries];
    if (pause === undefined || performance.now() + pause >= end) throw fault;
    await wait(pause);
    left = failed;
  }
};
