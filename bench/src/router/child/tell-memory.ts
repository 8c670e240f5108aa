import { setTimeout as wait } from 'node:timers/promises';

/** In bytes. */
export interface Memory {
  /** What is in use, after everything else was collected. */
  readonly heap: number;
  /** The most that the process ever held. */
  readonly rss: number;
}

/** The memory of this process, which has to run with `--expose-gc`, once it has come to rest. */
export const tellMemory = async (): Promise<Memory> => {
  // What is collected has things to finalise, and these have things to let go of.
  for (let turn = 0; turn < 4; turn += 1) {
    globalThis.gc?.();
    await wait(50);
  }
  return { heap: process.memoryUsage().heapUsed, rss: process.resourceUsage().maxRSS * 1024 };
};
