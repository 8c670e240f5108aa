import type { Budget } from './row.ts';

/** The promises. Bytes and packages also have a limit in scripts/budgets.json, at which CI fails. */
export const budgets = {
  wholeBundle: { atMost: 14_000, unit: 'bytes' },
  oneResourceBundle: { atMost: 10_500, unit: 'bytes' },
  importTime: { atMost: 1.25, unit: '×' },
  cpuAt32: { atMost: 1.1, unit: '×' },
  installedBytes: { atMost: 4_000_000, unit: 'bytes' },
  installedPackages: { atMost: 3, unit: 'packages' },
  declarationLines: { atMost: 0.5, unit: '×' },
  checkTime: { atMost: 1, unit: '×' },
  instantiations: { atMost: 1, unit: '×' },
} satisfies Record<string, Budget>;
