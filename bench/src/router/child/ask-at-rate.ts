import { setTimeout as wait } from 'node:timers/promises';
import type { WireCall } from './calls.ts';
import type { Caller } from './caller.ts';

/** What became of one request. */
export interface Sample {
  /** When it was due, in milliseconds since the first was. */
  readonly at: number;
  /** Milliseconds from when it was due to its answer. */
  readonly latency: number;
  readonly status: number;
}

/**
 * Asks so often a second, however slow the answers are: whoever waited for an answer before asking again would not notice
 * how long others have to wait.
 */
export const askAtRate = async (
  caller: Caller,
  call: WireCall,
  { rate, seconds }: { readonly rate: number; readonly seconds: number },
): Promise<Sample[]> => {
  const samples: Promise<Sample>[] = [];
  const start = performance.now();
  const askDue = async (at: number): Promise<Sample> => {
    const { status } = await caller.ask(call.next());
    return { at, latency: performance.now() - start - at, status };
  };
  const total = Math.round(rate * seconds);
  while (samples.length < total) {
    const due = Math.min(total, ((performance.now() - start) * rate) / 1000);
    while (samples.length < due) samples.push(askDue((samples.length * 1000) / rate));
    await wait(1);
  }
  return await Promise.all(samples);
};
