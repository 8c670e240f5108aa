/** What is done with a turn. */
interface Turn<TResult> {
  /** Waits for the turn. When it rejects, the place is given up. */
  readonly wait: (turn: Promise<void>) => Promise<unknown>;
  /** Runs after a wait, and not without one. When it rejects, the place is given up. */
  readonly afterWait: () => Promise<void>;
  /** Runs when all that came before and share a key are over. */
  readonly perform: () => Promise<TResult>;
}

/** Lets what shares a key happen one after the other, in the order it came. */
export type InTurn = <TResult>(keys: readonly string[], turn: Turn<TResult>) => Promise<TResult>;

/** A place in the queue of each of its keys. */
interface Place {
  readonly keys: readonly string[];
  start?: () => void;
}

/** Turns within this process, with no memory of keys that nobody waits for, nor of those who gave up waiting. */
export const createInTurn = (): InTurn => {
  const queues = new Map<string, Set<Place>>();

  const firstOf = (key: string): Place | undefined => queues.get(key)?.values().next().value;
  const isFirst = (place: Place): boolean => place.keys.every((key) => firstOf(key) === place);
  const enter = (place: Place): void => {
    for (const key of place.keys) queues.set(key, (queues.get(key) ?? new Set()).add(place));
  };
  const leave = (place: Place): void => {
    for (const key of place.keys) {
      const queue = queues.get(key);
      queue?.delete(place);
      if (queue?.size === 0) queues.delete(key);
    }
    for (const key of place.keys) {
      const next = firstOf(key);
      if (next && isFirst(next)) next.start?.();
    }
  };

  return async (keys, { wait, afterWait, perform }) => {
    const place: Place = { keys };
    enter(place);
    try {
      if (!isFirst(place)) {
        await wait(new Promise((resolve) => (place.start = resolve)));
        await afterWait();
      }
      return await perform();
    } finally {
      leave(place);
    }
  };
};
