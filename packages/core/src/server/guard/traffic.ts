import { apiError } from '../api-error.ts';

/** How much goes on at a time. */
export interface Traffic {
  /** @throws SeamApiError when there is no room, or when no more is let in */
  enter(): void;
  leave(): void;
  /** Waits for something that goes on after its call was answered. */
  track(rest: Promise<unknown>): void;
  /** Lets nothing more in, and resolves when nothing goes on any more. */
  drain(): Promise<void>;
}

export const createTraffic = (limit: number): Traffic => {
  const rests = new Set<Promise<unknown>>();
  let inFlight = 0;
  let isClosed = false;
  let onEmpty: (() => void) | undefined;
  let drained: Promise<void> | undefined;

  const emptied = async (): Promise<void> => {
    if (inFlight > 0)
      await new Promise<void>((resolve) => {
        onEmpty = resolve;
      });
    while (rests.size > 0) await Promise.allSettled(rests);
  };

  return {
    enter: () => {
      if (isClosed) throw apiError('shutting_down', { retryAfterMs: 1000 });
      if (inFlight >= limit) throw apiError('overloaded', { retryAfterMs: 1000 });
      inFlight += 1;
    },
    leave: () => {
      inFlight -= 1;
      if (inFlight === 0) onEmpty?.();
    },
    track: (rest) => {
      const kept = rest.finally(() => rests.delete(kept));
      rests.add(kept);
    },
    drain: () => {
      isClosed = true;
      return (drained ??= emptied());
    },
  };
};
