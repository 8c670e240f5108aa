/** Sends the same requests many times to one subject, and prints their cost. */
import type { Subject } from '../subjects.ts';
import { requestInFlight } from './request-in-flight.ts';
import { wireCall, type Call } from './calls.ts';
import { withSubject } from './with-subject.ts';

export interface CostRequest {
  readonly project: string;
  readonly subject: Subject;
  readonly calls: readonly Call[];
  /** The number of measured requests of each call. */
  readonly requests: number;
}

export interface Cost {
  /** Requests per second. */
  readonly rate: number;
  /** CPU time of the server per request, in microseconds. */
  readonly cpu: number;
  /** The number of requests that reached Seam. */
  readonly upstream: number;
}

const warmUp = 2000;

const { calls, requests, ...setup } = JSON.parse(process.argv[2] ?? '') as CostRequest;

const costs = await withSubject(setup, async ({ upstream, server, caller }) => {
  const cpuOf = async (): Promise<number> => {
    const { user, system } = (await server.query('cpu')) as NodeJS.CpuUsage;
    return user + system;
  };
  const measured: Partial<Record<Call, Cost>> = {};
  for (const name of calls) await requestInFlight(caller, wireCall(name), { requests: warmUp });
  for (const name of calls) {
    const [callsBefore, cpuBefore] = [(await upstream.query('calls')) as number, await cpuOf()];
    const seconds = await requestInFlight(caller, wireCall(name), { requests });
    measured[name] = {
      rate: requests / seconds,
      cpu: ((await cpuOf()) - cpuBefore) / requests,
      upstream: ((await upstream.query('calls')) as number) - callsBefore,
    };
  }
  return measured;
});
console.log(JSON.stringify(costs));
