const wait = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

export interface SettleOptions {
  /** Delay before each retry, in milliseconds. */
  readonly delays: readonly number[];
  /** When the lease expires, by `performance.now()`; no retry starts after that. */
  readonly end: number;
}

/**
 * Retries to complete or release a lease when the store fails. A lease that expires instead would let the same work run
 * again.
 *
 * @param first the first attempt
 * @throws the last error of the store
 */
export const retryUntilSettled = async (
  first: Promise<void>,
  settle: () => Promise<void>,
  { delays, end }: SettleOptions,
): Promise<void> => {
  let attempt = first;
  for (const delay of delays)
    try {
      return await attempt;
    } catch (error) {
      if (performance.now() + delay >= end) throw error;
      await wait(delay);
      attempt = settle();
    }
  await attempt;
};
