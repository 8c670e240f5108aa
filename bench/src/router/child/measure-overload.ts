/** Loads the router with half of its maximum rate, then three times it, then half again, and prints the result. */
import { setTimeout as wait } from 'node:timers/promises';
import { median } from '../../median.ts';
import { requestAtRate, type Sample } from './request-at-rate.ts';
import { requestInFlight } from './request-in-flight.ts';
import { wireCall } from './calls.ts';
import { percentile } from './percentile.ts';
import { withSubject, type StageSetup } from './with-subject.ts';

export interface Overload {
  /** The maximum number of responses per second. */
  readonly saturation: number;
  /** The p99 of a response at half of that rate, in milliseconds: the median of three periods. */
  readonly calm: number;
  readonly accepted: number;
  readonly refused: number;
  /** The p99 of accepted requests, in milliseconds. */
  readonly acceptedP99: number;
  /** The p99 of rejected requests, in milliseconds. */
  readonly refusedP99: number;
  /** The time from the end of the overload until responses are fast again, in milliseconds. */
  readonly recovery: number;
}

export interface OverloadRequest extends StageSetup {
  /** The number of requests in flight at the maximum rate. */
  readonly inFlight: number;
  /** The maximum time of a response in normal operation, in milliseconds. */
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
  await requestInFlight(caller, call, most);
  const saturation = most.requests / (await requestInFlight(caller, call, most));
  const calm: number[] = [];
  for (let part = 0; part < 3; part += 1)
    calm.push(p99(await requestAtRate(caller, call, { rate: saturation / 2, seconds: 2 })));
  const flooding = requestAtRate(caller, call, { rate: saturation * 3, seconds });
  await wait(seconds * 1000);
  // Earlier requests may still be queued.
  const after = await requestAtRate(caller, call, { rate: saturation / 2, seconds: 6 });
  const flood = await flooding;

  const accepted = flood.filter(({ status }) => call.statuses.includes(status));
  const refused = flood.filter(({ status }) => status === 503);
  if (accepted.length + refused.length < flood.length)
    throw new Error('Some requests were neither accepted nor rejected.');
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
