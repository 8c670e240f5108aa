import { budgets } from './budgets.ts';
import type { Call } from './child/calls.ts';
import type { Attacks, AttacksRequest } from './child/measure-attacks.ts';
import { finding, type Finding } from './finding.ts';
import { runChild } from './run-child.ts';
import { milliseconds, number } from './units.ts';

/** As many that are answered as are refused, and of these as many that are long as are short. */
const calls: readonly Call[] = [
  ...(['read', 'change', 'read', 'change', 'read', 'change', 'change'] as const),
  ...(['unknown path', 'bad parameters', 'cross-site', 'denied'] as const),
  ...(['nested deeply', 'many names', 'long names'] as const),
];

/** How late the event loop is while half of what comes is an attack. */
export const measureAttacks = (project: string): Finding[] => {
  const request: AttacksRequest = { project, subject: 'router', calls, seconds: 10 };
  const found = runChild('measure-attacks.ts', request) as Attacks;
  return [
    finding('answers a second at most', number(found.saturation)),
    finding('half of that: p99 of an answer', milliseconds(found.p99)),
    finding('half of that: p99 of the event loop’s delay', milliseconds(found.delay.p99), budgets.delayP99),
    finding('half of that: its longest delay', milliseconds(found.delay.max), budgets.delayMax),
  ];
};
