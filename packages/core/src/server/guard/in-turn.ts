/** Lets what has the same key happen one after the other, in the order it came. */
export type InTurn = <TResult>(key: string, task: () => Promise<TResult>) => Promise<TResult>;

/** Turns within this process, with no memory of keys that nobody waits for. */
export const createInTurn = (): InTurn => {
  const last = new Map<string, Promise<unknown>>();
  return async (key, task) => {
    const before = last.get(key);
    const mine = before === undefined ? task() : before.then(task, task);
    last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (last.get(key) === mine) last.delete(key);
    }
  };
};
