import type { Subject } from './subjects.ts';

/** A row of the table: the measured values by subject, and the value that is compared with the budget, if there is one. */
export interface Row<TSubject extends string = Subject> {
  readonly what: string;
  readonly cells: Partial<Record<TSubject, string>>;
  readonly found?: number;
  readonly budget?: Budget;
}

/** The maximum or the minimum of a value. */
export type Budget = ({ readonly atMost: number } | { readonly atLeast: number }) & {
  readonly unit: '×' | 'bytes' | 'packages' | 'ms' | 'MiB' | 'calls' | 'events' | 'handles';
};

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** Formats a count. */
export const count = (value: number): string => number.format(value);

/** Formats a ratio. */
export const times = (ratio: number): string => `${ratio.toFixed(2)} ×`;

/** Formats a value with its ratio to the reference subject. */
export const withRatio = (value: string, ratio: number): string => `${value}, ${times(ratio)}`;
