import { setTimeout as wait } from 'node:timers/promises';
import type { Caller } from './caller.ts';

/** What became of one delivery. */
export interface Delivered {
  /** Milliseconds to each answer. */
  readonly latencies: readonly number[];
  /** How often it was told to come again, and did. */
  readonly returns: number;
}

/** Delivers as Seam does: whoever is told to come again comes again, as soon as it was told to. */
export const deliver = async (caller: Caller, request: string): Promise<Delivered> => {
  const latencies: number[] = [];
  for (;;) {
    const start = performance.now();
    const { status, head } = await caller.ask(request);
    latencies.push(performance.now() - start);
    if (status === 204) return { latencies, returns: latencies.length - 1 };
    const seconds = /\r\nretry-after: (\d+)/i.exec(head)?.[1];
    if (status !== 503 || seconds === undefined) throw new Error(`Refused: ${head}`);
    await wait(Number(seconds) * 1000);
  }
};
