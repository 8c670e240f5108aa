import { count } from '../row.ts';

type Shown = readonly [value: number, shown: string];

/** A time as it is judged and as it is printed. */
export const milliseconds = (value: number): Shown => [value, `${count(value)} ms`];

/** Bytes in the unit in which they are judged. */
export const mebibytes = (bytes: number): Shown => {
  const value = bytes / 2 ** 20;
  return [value, `${value.toFixed(2)} MiB`];
};

/** A count as it is judged and as it is printed. */
export const number = (value: number): Shown => [value, count(value)];
