import { setTimeout as wait } from 'node:timers/promises';
import type { Caller } from './caller.ts';

/** The result of one delivery. */
export interface Delivered {
  /** The time to each response, in milliseconds. */
  readonly latencies: readonly number[];
  /** The number of retries. */
  readonly returns: number;
}

/** Delivers like Seam: retries a rejected delivery after the delay of `Retry-After`. */
export const deliver = async (caller: Caller, request: string): Promise<Delivered> => {
  const latencies: number[] = [];
  for (;;) {
    const start = performance.now();
    const { status, head } = await caller.send(request);
    latencies.push(performance.now() - start);
    if (status === 204) return { latencies, returns: latencies.length - 1 };
    const seconds = /\r\nretry-after: (\d+)/i.exec(head)?.[1];
    if (status !== 503 || seconds === undefined) throw new Error(`Refused: ${head}`);
    await wait(Number(seconds) * 1000);
  }
};
