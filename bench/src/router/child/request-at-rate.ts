import { setTimeout as wait } from 'node:timers/promises';
import type { WireCall } from './calls.ts';
import type { Caller } from './caller.ts';

/** The result of one request. */
export interface Sample {
  /** The scheduled time, in milliseconds after the first request. */
  readonly at: number;
  /** The time from the scheduled time to the response, in milliseconds. */
  readonly latency: number;
  readonly status: number;
}

/**
 * Sends requests at a constant rate, independent of the responses. Waiting for a response before the next request would hide
 * the delay of other clients.
 */
export const requestAtRate = async (
  caller: Caller,
  call: WireCall,
  { rate, seconds }: { readonly rate: number; readonly seconds: number },
): Promise<Sample[]> => {
  const samples: Promise<Sample>[] = [];
  const start = performance.now();
  const sendDue = async (at: number): Promise<Sample> => {
    const { status } = await caller.send(call.next());
    return { at, latency: performance.now() - start - at, status };
  };
  const total = Math.round(rate * seconds);
  while (samples.length < total) {
    const due = Math.min(total, ((performance.now() - start) * rate) / 1000);
    while (samples.length < due) samples.push(sendDue((samples.length * 1000) / rate));
    await wait(1);
  }
  return await Promise.all(samples);
};
