import type { Budget, Row } from '../row.ts';

/** The column of a table with a single subject. */
export const findings = ['router'] as const;

export type Finding = Row<(typeof findings)[number]>;

/** A row with one value, compared with its budget if there is one. */
export const finding = (
  what: string,
  [value, shown]: readonly [number, string],
  budget?: Budget,
): Finding => ({
  what,
  cells: { router: shown },
  ...(budget === undefined ? {} : { found: value, budget }),
});
