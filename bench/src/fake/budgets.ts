import type { Budget } from '../row.ts';

/** The promises of the fake. */
export const budgets = {
  firstAnswer: { atMost: 60, unit: 'ms' },
  requests: { atLeast: 6, unit: '×' },
  timeToMake: { atMost: 300, unit: 'ms' },
  // What followed the store would be 100 times as much; less than twice is what a larger heap does to any program.
  growth: { atMost: 2, unit: '×' },
} satisfies Record<string, Budget>;
