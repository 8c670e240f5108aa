const wait = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

export interface SettleOptions {
  /** How long is waited before each further try, in milliseconds. */
  readonly pauses: readonly number[];
  /** When the claim's lease is over, by `performance.now()`; the store is told no more then. */
  readonly end: number;
}

/**
 * Tells a store again what became of a claim when the first try fails: once the lease is over, the same would be done again.
 *
 * @param first what came of the first try
 * @throws what the store failed with the last time
 */
export const retryUntilSettled = async (
  first: Promise<void>,
  tell: () => Promise<void>,
  { pauses, end }: SettleOptions,
): Promise<void> => {
  let told = first;
  for (const pause of pauses)
    try {
      return await told;
    } catch (error) {
      if (performance.now() + pause >= end) throw error;
      await wait(pause);
      told = tell();
    }
  await told;
};
