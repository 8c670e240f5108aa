import type { Budget } from './row.ts';

/** The budgets of core. CI enforces its own limits for bytes and packages: scripts/budgets.json. */
export const budgets = {
  wholeBundle: { atMost: 0.58, unit: '×' },
  oneResourceBundle: { atMost: 0.55, unit: '×' },
  importTime: { atMost: 1.25, unit: '×' },
  cpuAt32: { atMost: 1.1, unit: '×' },
  installedBytes: { atMost: 4_000_000, unit: 'bytes' },
  installedPackages: { atMost: 3, unit: 'packages' },
  declarationLines: { atMost: 0.5, unit: '×' },
  checkTime: { atMost: 1, unit: '×' },
  instantiations: { atMost: 1, unit: '×' },
} satisfies Record<string, Budget>;
