/** Runs work when fewer than the limit are in progress. After a fatal failure, work that has not begun is rejected, too. */
export type Limit = <TResult>(work: () => Promise<TResult>) => Promise<TResult>;

/** Creates a limit for concurrent requests, first come, first served. By default every failure is fatal. */
export const createLimit = (most: number, isFatal: (error: unknown) => boolean = () => true): Limit => {
  const waiting: (() => void)[] = [];
  let running = 0;
  let failure: { readonly error: unknown } | undefined;
  return async (work) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      if (failure) throw failure.error;
      return await work();
    } catch (error) {
      if (isFatal(error)) failure ??= { error };
      throw error;
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
};

/**
 * Like `Promise.all(items.map(work))`, with at most `limit` calls at a time. Starts no further call after a failure, and
 * rejects when those in progress have ended.
 */
export const mapLimited = async <TItem, TResult>(
  items: readonly TItem[],
  limit: number,
  work: (item: TItem) => Promise<TResult>,
): Promise<TResult[]> => {
  const limited = createLimit(limit);
  const results = await Promise.allSettled(items.map((item) => limited(() => work(item))));
  return results.map((result) => {
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  });
};
