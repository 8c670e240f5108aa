/** Sends as many valid requests as expensive invalid ones to the router, and prints the delays. */
import { requestAtRate } from './request-at-rate.ts';
import { requestInFlight } from './request-in-flight.ts';
import { mixedCall, type Call } from './calls.ts';
import { percentile } from './percentile.ts';
import type { Delay } from './serve-subject.ts';
import { withSubject, type StageSetup } from './with-subject.ts';

export interface Attacks {
  /** The maximum number of responses per second. */
  readonly saturation: number;
  /** The p99 of a response at half of that rate, in milliseconds. */
  readonly p99: number;
  /** The delay of the event loop, in milliseconds. */
  readonly delay: Delay;
}

export interface AttacksRequest extends StageSetup {
  readonly calls: readonly Call[];
  readonly seconds: number;
}

const { calls, seconds, ...setup } = JSON.parse(process.argv[2] ?? '') as AttacksRequest;

const result = await withSubject(setup, async ({ server, caller }): Promise<Attacks> => {
  const call = mixedCall(calls);
  const most = { requests: 8000 };
  await requestInFlight(caller, call, most);
  const saturation = most.requests / (await requestInFlight(caller, call, most));
  await server.query('delay');
  const samples = await requestAtRate(caller, call, { rate: saturation / 2, seconds });
  const latencies = samples.map(({ latency }) => latency);
  return { saturation, p99: percentile(latencies, 0.99), delay: (await server.query('delay')) as Delay };
});
console.log(JSON.stringify(result));
