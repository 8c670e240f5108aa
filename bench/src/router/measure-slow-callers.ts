import { times } from '../row.ts';
import { budgets } from './budgets.ts';
import type { SlowCallers, SlowCallersRequest } from './child/measure-slow-callers.ts';
import { finding, type Finding } from './finding.ts';
import { runChild } from './run-child.ts';
import { milliseconds } from './units.ts';

/** The defaults of `hardenServer`, each divided by five. */
const harden = { headersTimeout: 2000, requestTimeout: 6000, checkInterval: 200 };

/** How long slow clients can occupy connections of a hardened server, and the delay for other clients. */
export const measureSlowCallers = (project: string): Finding[] => {
  const request: SlowCallersRequest = { project, subject: 'router', harden };
  const found = runChild('measure-slow-callers.ts', request) as SlowCallers;
  const within = (limit: number) => ({ atMost: limit + harden.checkInterval, unit: 'ms' as const });
  const ratio = found.beside / found.without;
  return [
    finding('500 slow headers, the last closed', milliseconds(found.headers), within(harden.headersTimeout)),
    finding('100 slow bodies, the last closed', milliseconds(found.body), within(harden.requestTimeout)),
    finding('p99 of others, without them', milliseconds(found.without)),
    finding(
      'p99 of others, beside them',
      [ratio, `${milliseconds(found.beside)[1]}, ${times(ratio)}`],
      budgets.besideSlow,
    ),
  ];
};
