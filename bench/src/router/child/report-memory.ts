import { setTimeout as wait } from 'node:timers/promises';

/** Memory in bytes. */
export interface Memory {
  /** The heap in use after garbage collection. */
  readonly heap: number;
  /** The peak of the process. */
  readonly rss: number;
}

/** The memory of this process after garbage collection. Needs `--expose-gc`. */
export const reportMemory = async (): Promise<Memory> => {
  // Finalizers release more objects, so one collection is not enough.
  for (let turn = 0; turn < 4; turn += 1) {
    globalThis.gc?.();
    await wait(50);
  }
  return { heap: process.memoryUsage().heapUsed, rss: process.resourceUsage().maxRSS * 1024 };
};
