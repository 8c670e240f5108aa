/** The median, which a single slow round does not change. */
export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
};

/** The ratio of the medians of two interleaved series. */
export const ratioOf = (values: readonly number[], bases: readonly number[]): number =>
  median(values) / median(bases);
