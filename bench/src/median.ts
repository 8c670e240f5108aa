/** The middle of the values: what one slow round does not move. */
export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
};

/** How the medians of two interleaved series compare. */
export const ratioOf = (values: readonly number[], bases: readonly number[]): number =>
  median(values) / median(bases);
