/** How long is waited before a store that failed is told again, in milliseconds. */
const pauses = [1000, 4000, 15_000];

/**
 * Tells a store again what it could not take, until it does or the lease is over. Never rejects: that it failed is known.
 *
 * @param lease how long the claim holds, in milliseconds
 */
export const tellAgain = async (tell: () => Promise<void>, lease: number): Promise<void> => {
  let left = lease;
  for (const pause of pauses) {
    left -= pause;
    if (left <= 0) return;
    await new Promise((resolve) => {
      setTimeout(resolve, pause);
    });
    try {
      await tell();
      return;
    } catch {
      // The next time, then.
    }
  }
};
