/** Asks the router very often, and prints what it holds in between. */
import { setTimeout as wait } from 'node:timers/promises';
import { budgets } from '../budgets.ts';
import { askInFlight } from './ask-in-flight.ts';
import { wireCall } from './calls.ts';
import type { Memory } from './tell-memory.ts';
import { withSubject, type StageSetup } from './with-subject.ts';

export interface MemoryRequest extends StageSetup {
  readonly warmUp: number;
  /** How often the memory is looked at, and after how many requests each. */
  readonly looks: number;
  readonly between: number;
  /** The status of every answer, in turn: what fails upstream by half fails here by half. */
  readonly statuses: readonly number[];
}

export interface MemoryCourse {
  readonly looks: readonly Memory[];
  /** How many sockets, timers and so on there are more than before the first request. */
  readonly leftover: number;
}

const { warmUp, looks, between, statuses, ...setup } = JSON.parse(process.argv[2] ?? '') as MemoryRequest;

const course = await withSubject(setup, async ({ server, caller }): Promise<MemoryCourse> => {
  const call = { ...wireCall('change'), statuses };
  const count = async () => (await server.ask('resources')) as number;
  const before = await count();
  const found: Memory[] = [];
  await askInFlight(caller, call, { requests: warmUp });
  for (let look = 0; look < looks; look += 1) {
    if (look > 0) await askInFlight(caller, call, { requests: between });
    found.push((await server.ask('memory')) as Memory);
  }
  caller[Symbol.dispose]();
  // Connections to Seam are kept for a while.
  let leftover = Infinity;
  for (let second = 0; second < 10 && leftover > budgets.leftover.atMost; second += 1) {
    await wait(1000);
    leftover = (await count()) - before;
  }
  return { looks: found, leftover };
});
console.log(JSON.stringify(course));
