/** Asks the router what it answers and, as often, what it refuses and has much to look at, and prints how late it was. */
import { askAtRate } from './ask-at-rate.ts';
import { askInFlight } from './ask-in-flight.ts';
import { mixedCall, type Call } from './calls.ts';
import { percentile } from './percentile.ts';
import type { Delay } from './serve-subject.ts';
import { withSubject, type StageSetup } from './with-subject.ts';

export interface Attacks {
  /** Answers a second, at most. */
  readonly saturation: number;
  /** Milliseconds to 99 of 100 answers, at half of that. */
  readonly p99: number;
  /** How late the event loop was meanwhile, in milliseconds. */
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
  await askInFlight(caller, call, most);
  const saturation = most.requests / (await askInFlight(caller, call, most));
  await server.ask('delay');
  const samples = await askAtRate(caller, call, { rate: saturation / 2, seconds });
  const latencies = samples.map(({ latency }) => latency);
  return { saturation, p99: percentile(latencies, 0.99), delay: (await server.ask('delay')) as Delay };
});
console.log(JSON.stringify(result));
