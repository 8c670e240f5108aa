interface RepeatOptions {
  /** How long a run holds up the next one, in milliseconds. */
  readonly patience: number;
  readonly onError: (error: unknown) => void;
}

/** How many runs may be in progress at a time: each may hold a connection to the database. */
const mostAtATime = 4;

/**
 * Repeats work at an interval, in milliseconds. A run is left out while the one before is in progress, for as long as
 * `patience`: one that never settles, such as a query on a lost connection without a timeout, must not end the repetition.
 */
export const repeat = (
  interval: number,
  work: () => Promise<void>,
  { patience, onError }: RepeatOptions,
): NodeJS.Timeout => {
  let running = 0;
  let begun = 0;
  const run = async () => {
    const now = performance.now();
    if (running >= mostAtATime || (running > 0 && now - begun < patience)) return;
    begun = now;
    running += 1;
    await work().catch(onError);
    running -= 1;
  };
  return setInterval(() => void run(), interval);
};
