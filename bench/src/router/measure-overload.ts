import { budgets } from './budgets.ts';
import type { Overload, OverloadRequest } from './child/measure-overload.ts';
import { finding, type Finding } from './finding.ts';
import { runChild } from './run-child.ts';
import { milliseconds, number } from './units.ts';

/** The limit that is reached first: the concurrency limit with a slow Seam, or the CPU. */
const scenes = {
  'Seam slow': { delay: 200, maxInFlight: 200, inFlight: 200 },
  'processor full': { delay: 0, inFlight: 32 },
} satisfies Record<string, Partial<OverloadRequest>>;

/** The number of connections that a proxy keeps open. */
const sockets = 2000;

/** The behaviour of the router at three times its maximum load. */
export const measureOverload = (project: string): Finding[] =>
  Object.entries(scenes).flatMap(([scene, setup]) => {
    const calm = { ...budgets.calm, atMost: budgets.calm.atMost + setup.delay };
    const request: OverloadRequest = { project, subject: 'router', sockets, usual: calm.atMost, ...setup };
    const found = runChild('measure-overload.ts', request) as Overload;
    const at = (what: string) => `${scene}, ${what}`;
    const refusedP99 = found.refused === 0 ? ([Infinity, 'none'] as const) : milliseconds(found.refusedP99);
    return [
      finding(at('maximum responses per second'), number(found.saturation)),
      finding(at('half of that: p99'), milliseconds(found.calm), calm),
      finding(at('3 times that: let in'), number(found.accepted)),
      finding(at('3 times that: p99 of those let in'), milliseconds(found.acceptedP99), budgets.acceptedP99),
      finding(at('3 times that: refused'), number(found.refused)),
      finding(at('3 times that: p99 of those refused'), refusedP99, budgets.refusedP99),
      finding(at('recovery time'), milliseconds(found.recovery), budgets.recovery),
    ];
  });
