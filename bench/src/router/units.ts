import { count } from '../row.ts';

type Shown = readonly [value: number, shown: string];

/** A time as a number and as text. */
export const milliseconds = (value: number): Shown => [value, `${count(value)} ms`];

/** Bytes in the unit of the budget. */
export const mebibytes = (bytes: number): Shown => {
  const value = bytes / 2 ** 20;
  return [value, `${value.toFixed(2)} MiB`];
};

/** A count as a number and as text. */
export const number = (value: number): Shown => [value, count(value)];
