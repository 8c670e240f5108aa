import { apiError } from '../http/api-error.ts';

/** The room that a call takes up. */
export interface Slot {
  /**
   * Leaves the room to others while the caller is waited for, and then asks for it again.
   * @throws SeamApiError when there is none
   */
  whileReading<TValue>(read: () => Promise<TValue>): Promise<TValue>;
  /** Leaves the room to others until its turn comes. @throws SeamApiError when too many are waiting */
  untilTurn(turn: Promise<unknown>): Promise<void>;
  leave(): void;
}

/** How much goes on at a time. */
export interface ConcurrencyLimit {
  /** @throws SeamApiError when there is no room, or when no more is let in */
  enter(): Slot;
  /** Waits for something that goes on after its call was answered. */
  track(rest: Promise<unknown>): void;
  /** Lets nothing more in, and resolves when nothing goes on any more. */
  drain(): Promise<void>;
}

/** For each call that is answered, how many may wait for their turn: they cost memory and nothing else. */
const waitingPerRoom = 5;

/** What was answered is written by then: a response is made out of an answer in a few turns of promises. */
const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, 0);
  });

/**
 * Counts the calls that are at work. Those that wait for their caller, or for an earlier change of the same person, are
 * not: otherwise a few that are slow would keep everybody out.
 */
export const createConcurrencyLimit = (limit: number): ConcurrencyLimit => {
  const rests = new Set<Promise<unknown>>();
  let working = 0;
  let waiting = 0;
  let isClosed = false;
  let onEmpty: (() => void) | undefined;
  let drained: Promise<void> | undefined;

  const admit = (): void => {
    if (isClosed) throw apiError('shutting_down', { retryAfterMs: 1000 });
    if (working >= limit) throw apiError('overloaded', { retryAfterMs: 1000 });
    working += 1;
  };
  const stop = (): void => {
    working -= 1;
    if (working + waiting === 0) onEmpty?.();
  };
  const enter = (): Slot => {
    admit();
    let isWorking = true;
    const leave = (): void => {
      if (isWorking) stop();
      isWorking = false;
    };
    return {
      leave,
      whileReading: async (read) => {
        leave();
        const value = await read();
        admit();
        isWorking = true;
        return value;
      },
      untilTurn: async (turn) => {
        if (waiting >= limit * waitingPerRoom) throw apiError('overloaded', { retryAfterMs: 1000 });
        waiting += 1;
        leave();
        try {
          await turn;
        } finally {
          waiting -= 1;
          // Whoever was before it has just left, or else it is refused at once.
          working += 1;
          isWorking = true;
        }
      },
    };
  };

  const emptied = async (): Promise<void> => {
    if (working + waiting > 0)
      await new Promise<void>((resolve) => {
        onEmpty = resolve;
      });
    while (rests.size > 0) await Promise.allSettled(rests);
    await nextTurn();
  };

  return {
    enter,
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
