import type { WireCall } from './calls.ts';
import type { Caller } from './caller.ts';

/** Asks the same so often, always with so many in flight. Resolves with the seconds it took. */
export const askInFlight = async (
  caller: Caller,
  call: WireCall,
  { requests, inFlight = 32 }: { readonly requests: number; readonly inFlight?: number },
): Promise<number> => {
  let left = requests;
  const work = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const { status, head } = await caller.ask(call.next());
      if (!call.statuses.includes(status)) throw new Error(`Not answered as it should be: ${head}`);
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: inFlight }, work));
  return (performance.now() - start) / 1000;
};
