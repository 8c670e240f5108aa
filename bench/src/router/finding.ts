import type { Budget, Row } from '../row.ts';

/** The column of what was measured of one subject. */
export const findings = ['router'] as const;

export type Finding = Row<(typeof findings)[number]>;

/** A line of one value, judged where it has a budget. */
export const finding = (
  what: string,
  [value, shown]: readonly [number, string],
  budget?: Budget,
): Finding => ({
  what,
  cells: { router: shown },
  ...(budget === undefined ? {} : { found: value, budget }),
});
