import type { WireCall } from './calls.ts';
import type { Caller } from './caller.ts';

/** Sends a number of requests with a constant number in flight. Resolves with the seconds it took. */
export const requestInFlight = async (
  caller: Caller,
  call: WireCall,
  { requests, inFlight = 32 }: { readonly requests: number; readonly inFlight?: number },
): Promise<number> => {
  let left = requests;
  const work = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const { status, head } = await caller.send(call.next());
      if (!call.statuses.includes(status)) throw new Error(`Unexpected response: ${head}`);
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: inFlight }, work));
  return (performance.now() - start) / 1000;
};
