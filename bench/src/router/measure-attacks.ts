import { budgets } from './budgets.ts';
import type { Call } from './child/calls.ts';
import type { Attacks, AttacksRequest } from './child/measure-attacks.ts';
import { finding, type Finding } from './finding.ts';
import { runChild } from './run-child.ts';
import { milliseconds, number } from './units.ts';

/** Half of the requests are valid. Of the rejected half, one part has long bodies and the other short ones. */
const calls: readonly Call[] = [
  ...(['read', 'change', 'read', 'change', 'read', 'change', 'change'] as const),
  ...(['unknown path', 'bad parameters', 'cross-site', 'denied'] as const),
  ...(['nested deeply', 'many names', 'long names'] as const),
];

/** The delay of the event loop while half of the requests are attacks. */
export const measureAttacks = (project: string): Finding[] => {
  const request: AttacksRequest = { project, subject: 'router', calls, seconds: 10 };
  const found = runChild('measure-attacks.ts', request) as Attacks;
  return [
    finding('maximum responses per second', number(found.saturation)),
    finding('at half of that: p99 of a response', milliseconds(found.p99)),
    finding('half of that: p99 of the event loop’s delay', milliseconds(found.delay.p99), budgets.delayP99),
    finding('half of that: its longest delay', milliseconds(found.delay.max), budgets.delayMax),
  ];
};
