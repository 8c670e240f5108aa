/** Sends many requests to the router, and prints its memory in between. */
import { setTimeout as wait } from 'node:timers/promises';
import { budgets } from '../budgets.ts';
import { requestInFlight } from './request-in-flight.ts';
import { wireCall } from './calls.ts';
import type { Memory } from './report-memory.ts';
import { withSubject, type StageSetup } from './with-subject.ts';

export interface MemoryRequest extends StageSetup {
  readonly warmUp: number;
  /** The number of measurements, and of requests before each. */
  readonly looks: number;
  readonly between: number;
  /** The status of every response in order: half of the requests fail upstream. */
  readonly statuses: readonly number[];
}

export interface MemoryCourse {
  readonly looks: readonly Memory[];
  /** The number of additional sockets, timers and other resources since the first request. */
  readonly leftover: number;
}

const { warmUp, looks, between, statuses, ...setup } = JSON.parse(process.argv[2] ?? '') as MemoryRequest;

const course = await withSubject(setup, async ({ server, caller }): Promise<MemoryCourse> => {
  const call = { ...wireCall('change'), statuses };
  const count = async () => (await server.query('resources')) as number;
  const before = await count();
  const found: Memory[] = [];
  await requestInFlight(caller, call, { requests: warmUp });
  for (let look = 0; look < looks; look += 1) {
    if (look > 0) await requestInFlight(caller, call, { requests: between });
    found.push((await server.query('memory')) as Memory);
  }
  caller[Symbol.dispose]();
  // Connections to Seam stay open for a while.
  let leftover = Infinity;
  for (let second = 0; second < 10 && leftover > budgets.leftover.atMost; second += 1) {
    await wait(1000);
    leftover = (await count()) - before;
  }
  return { looks: found, leftover };
});
console.log(JSON.stringify(course));
