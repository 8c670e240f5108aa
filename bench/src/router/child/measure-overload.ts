/** Asks the router at half of what it can answer, then at three times that, then at half again, and prints how it went. */
import { setTimeout as wait } from 'node:timers/promises';
import { median } from '../../median.ts';
import { askAtRate, type Sample } from './ask-at-rate.ts';
import { askInFlight } from './ask-in-flight.ts';
import { wireCall } from './calls.ts';
import { percentile } from './percentile.ts';
import { withSubject, type StageSetup } from './with-subject.ts';

export interface Overload {
  /** Answers a second, at most. */
  readonly saturation: number;
  /** Milliseconds to 99 of 100 answers, at half of that: the median of three spans. */
  readonly calm: number;
  readonly accepted: number;
  readonly refused: number;
  /** Milliseconds to the answers of 99 of 100 that were let in. */
  readonly acceptedP99: number;
  /** Milliseconds to the answers of 99 of 100 that were not. */
  readonly refusedP99: number;
  /** Milliseconds from the end of the overload until answers come as fast as they should. */
  readonly recovery: number;
}

export interface OverloadRequest extends StageSetup {
  /** How many are in flight when the most is answered that can be. */
  readonly inFlight: number;
  /** How many milliseconds an answer may take when all is well. */
  readonly usual: number;
}

const { inFlight, usual, ...setup } = JSON.parse(process.argv[2] ?? '') as OverloadRequest;
const seconds = 3;

const p99 = (samples: readonly Sample[]): number =>
  percentile(
    samples.map(({ latency }) => latency),
    0.99,
  );

const result = await withSubject(setup, async ({ caller }): Promise<Overload> => {
  const call = wireCall('change');
  await caller.prepare();
  const most = { requests: 5000, inFlight };
  await askInFlight(caller, call, most);
  const saturation = most.requests / (await askInFlight(caller, call, most));
  const calm: number[] = [];
  for (let part = 0; part < 3; part += 1)
    calm.push(p99(await askAtRate(caller, call, { rate: saturation / 2, seconds: 2 })));
  const flooding = askAtRate(caller, call, { rate: saturation * 3, seconds });
  await wait(seconds * 1000);
  // While what has been asked before may still wait.
  const after = await askAtRate(caller, call, { rate: saturation / 2, seconds: 6 });
  const flood = await flooding;

  const accepted = flood.filter(({ status }) => call.statuses.includes(status));
  const refused = flood.filter(({ status }) => status === 503);
  if (accepted.length + refused.length < flood.length) throw new Error('Not all were let in or refused.');
  const late = after.findLast(({ latency, status }) => status !== 200 || latency > usual);
  return {
    saturation,
    calm: median(calm),
    accepted: accepted.length,
    refused: refused.length,
    acceptedP99: p99(accepted),
    refusedP99: p99(refused),
    recovery: late ? late.at + late.latency : 0,
  };
});
console.log(JSON.stringify(result));
