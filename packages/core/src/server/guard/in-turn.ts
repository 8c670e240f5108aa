/** What is to be done when its turn comes, and what may be done meanwhile. */
interface Turn<TResult> {
  /** Runs at once. When it rejects, the place is given up. */
  readonly prepare: () => Promise<void>;
  /** Waits for the turn, which never rejects; when it rejects itself, the place is given up. */
  readonly wait: (turn: Promise<unknown>) => Promise<unknown>;
  /** Runs when all that came before and share a key are over. */
  readonly perform: () => Promise<TResult>;
}

/** Lets what shares a key happen one after the other, in the order it came. */
export type InTurn = <TResult>(keys: readonly string[], turn: Turn<TResult>) => Promise<TResult>;

/** Turns within this process, with no memory of keys that nobody waits for. */
export const createInTurn = (): InTurn => {
  const last = new Map<string, Promise<unknown>>();
  const forget = async (keys: readonly string[], over: Promise<unknown>): Promise<void> => {
    await over;
    for (const key of keys) if (last.get(key) === over) last.delete(key);
  };
  return async (keys, { prepare, wait, perform }) => {
    const before = keys.flatMap((key) => last.get(key) ?? []);
    let leave: (() => void) | undefined;
    const left = new Promise<void>((resolve) => {
      leave = resolve;
    });
    // Whoever comes next waits for those before, too, if this one gives up its place.
    const over = before.length === 0 ? left : Promise.all([left, ...before]);
    for (const key of keys) last.set(key, over);
    try {
      await prepare();
      if (before.length > 0) await wait(Promise.all(before));
      return await perform();
    } finally {
      leave?.();
      void forget(keys, over);
    }
  };
};
