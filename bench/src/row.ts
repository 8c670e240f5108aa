import type { Subject } from './subjects.ts';

/** A line of the table: what was measured of whom, and the number that is judged beside its budget where it has one. */
export interface Row<TSubject extends string = Subject> {
  readonly what: string;
  readonly cells: Partial<Record<TSubject, string>>;
  readonly found?: number;
  readonly budget?: Budget;
}

/** What a number may be at most, or must be at least. */
export type Budget = ({ readonly atMost: number } | { readonly atLeast: number }) & {
  readonly unit: '×' | 'bytes' | 'packages' | 'ms' | 'MiB' | 'calls' | 'events' | 'handles';
};

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** A count as it is printed. */
export const count = (value: number): string => number.format(value);

/** A ratio as it is printed. */
export const times = (ratio: number): string => `${ratio.toFixed(2)} ×`;

/** A measured value with its ratio to the subject that is the measure. */
export const withRatio = (value: string, ratio: number): string => `${value}, ${times(ratio)}`;
