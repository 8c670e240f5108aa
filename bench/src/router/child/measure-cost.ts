/** Asks one subject the same calls very often, and prints what each cost. */
import type { Subject } from '../subjects.ts';
import { askInFlight } from './ask-in-flight.ts';
import { wireCall, type Call } from './calls.ts';
import { withSubject } from './with-subject.ts';

export interface CostRequest {
  readonly project: string;
  readonly subject: Subject;
  readonly calls: readonly Call[];
  /** How many of each are measured. */
  readonly requests: number;
}

export interface Cost {
  /** Requests a second. */
  readonly rate: number;
  /** Microseconds of the server's time on a processor, per request. */
  readonly cpu: number;
  /** How many calls reached Seam. */
  readonly upstream: number;
}

const warmUp = 2000;

const { calls, requests, ...setup } = JSON.parse(process.argv[2] ?? '') as CostRequest;

const costs = await withSubject(setup, async ({ upstream, server, caller }) => {
  const cpuOf = async (): Promise<number> => {
    const { user, system } = (await server.ask('cpu')) as NodeJS.CpuUsage;
    return user + system;
  };
  const measured: Partial<Record<Call, Cost>> = {};
  for (const name of calls) await askInFlight(caller, wireCall(name), { requests: warmUp });
  for (const name of calls) {
    const [callsBefore, cpuBefore] = [(await upstream.ask('calls')) as number, await cpuOf()];
    const seconds = await askInFlight(caller, wireCall(name), { requests });
    measured[name] = {
      rate: requests / seconds,
      cpu: ((await cpuOf()) - cpuBefore) / requests,
      upstream: ((await upstream.ask('calls')) as number) - callsBefore,
    };
  }
  return measured;
});
console.log(JSON.stringify(costs));
