const fewest = 5;
const most = 20;

const medianOf = (numbers: readonly number[]): number =>
  numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0;

/**
 * Looks at how far the signed times of deliveries are from our clock, each delivery once, so that one that is replayed
 * does not tell for many. One that is off is old; when most are, the clock is.
 *
 * @returns a function that takes a delivery's skew and returns the median when that is beyond `tolerance`
 */
export const watchClock = (tolerance: number): ((id: string, skew: number) => number | undefined) => {
  const skews = new Map<string, number>();
  return (id, skew) => {
    skews.delete(id);
    skews.set(id, skew);
    const [oldest] = skews.keys();
    if (skews.size > most && oldest !== undefined) skews.delete(oldest);
    const median = medianOf([...skews.values()]);
    return skews.size >= fewest && Math.abs(median) > tolerance ? median : undefined;
  };
};
