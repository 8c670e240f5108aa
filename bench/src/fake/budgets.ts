import type { Budget } from '../row.ts';

/** The budgets of the fake. */
export const budgets = {
  firstAnswer: { atMost: 60, unit: 'ms' },
  requests: { atLeast: 6, unit: '×' },
  timeToMake: { atMost: 300, unit: 'ms' },
  // A cost that depends on the size of the store would be 100 times as high. A larger heap alone makes less than twice.
  growth: { atMost: 2, unit: '×' },
  // The cost of this build, compared with another one in the same run.
  change: { atMost: 1.1, unit: '×' },
} satisfies Record<string, Budget>;
