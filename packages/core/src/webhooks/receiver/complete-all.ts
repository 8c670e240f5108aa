import { insist } from '../../claims/insist.ts';
import type { TimedStore } from './timed-store.ts';

const pauses = [100, 1_000, 5_000];

/**
 * Marks what was acted on, each name whatever becomes of the others, and those again that the store could not take.
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
  await insist(complete(), complete, { pauses, end });
};
