/** A process with the fake of a building, on a socket. */
import type { Fault } from '@org/seam-testing';
import { createBuilding } from './building.ts';
import { CallLog } from './call-log.ts';
import { answerParent } from './child.ts';
import { finalStates } from './final-state.ts';

export interface FakeProcessOptions {
  readonly people: number;
  /** The share of requests that fail, from 0 to 1. */
  readonly faults: number;
  /** The delay of each response, in milliseconds. */
  readonly latency: number;
  readonly randomSeed: number;
}

/** Faults with their shares of all faults. A third of them loses the response of a change that was made. */
const mix: readonly (readonly [share: number, fault: Fault])[] = [
  [0.2, { kind: 'status', status: 503 }],
  [0.15, { kind: 'status', status: 429, retry_after: 0 }],
  [0.15, { kind: 'reset', applied: false }],
  [0.2, { kind: 'reset', applied: true }],
  [0.1, { kind: 'html', status: 200, applied: true }],
  [0.1, { kind: 'truncate' }],
  [0.05, { kind: 'status', status: 500, applied: true }],
  [0.05, { kind: 'hang', applied: true }],
];

const { people, faults, latency, randomSeed } = JSON.parse(process.argv[2] ?? '') as FakeProcessOptions;
const building = await createBuilding(people, { randomSeed });
const { fake } = building;

/** A rate applies to the requests that the rates before it have left. */
const injectFaults = (): void => {
  let left = 1;
  for (const [share, fault] of mix) {
    fake.faults.rate('*', fault, (share * faults) / left);
    left -= share * faults;
  }
  if (latency > 0) fake.faults.rate('*', { kind: 'latency', ms: latency }, 1);
};

const { url } = await fake.listen({ clock: 'real' });
const log = new CallLog([...building.leaving, ...building.staying]);
injectFaults();

answerParent({
  describe: () => ({ endpoint: url, apiKey: fake.apiKey, leaving: building.leaving }),
  states: () => finalStates(building),
  calls: () => log.calls,
  requests: () => log.calls.length,
  received: (name: string) => log.calls.filter(({ worker }) => worker === name).length,
  untilReceived: (count: number) => log.until(() => log.calls.length >= count),
  untilBusy: (name: string) => log.until(() => log.inProgress(name).length > 0),
  /** How many times a change was made that had been made before. */
  repeatedChanges: () => {
    const counts = new Map<string, number>();
    for (const { endpoint, params, applied } of fake.journal.calls)
      if (applied) {
        const key = `${endpoint} ${JSON.stringify(params)}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    return [...counts.values()].reduce((sum, count) => sum + count - 1, 0);
  },
});
