import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedPostgres, startPostgres } from '../support/embedded-postgres.ts';
import { type Conditions, kills, killsOnPglite, restarts, wakeAfterwards } from './scenarios.ts';
import { undisturbedStates } from './undisturbed.ts';

/** The conditions of the short forms. The long ones are in soak.ts. */
const conditions = async (people: number): Promise<Conditions> => ({
  people,
  faults: 0.3,
  latency: 10,
  settle: 300,
  randomSeed: 7,
  undisturbed: await undisturbedStates(people),
  limit: 570_000,
});

// A machine that does several things at once may need minutes for what takes seconds.
const timeout = 600_000;

// Most of the time is waiting for the heartbeats of workers that do not live any more.
describe.concurrent('workers of a queue on Postgres', () => {
  let postgres: EmbeddedPostgres;
  let many: Conditions;
  let some: Conditions;
  let few: Conditions;
  beforeAll(async () => {
    postgres = await startPostgres();
    [many, some, few] = [await conditions(24), await conditions(8), await conditions(6)];
  }, timeout);
  afterAll(() => postgres[Symbol.asyncDispose]());

  it('offboard everyone when five are killed, one of them for good', { timeout }, async ({ expect }) => {
    const report = await kills(postgres, many, { workers: 3, kills: 5, lost: [2] });
    expect(report).toMatchObject({ violations: [], byState: { complete: 23, complete_with_residual: 1 } });
    expect(report.disturbances).toBe(5);
  });

  it('send and write nothing when they wake up after a takeover', { timeout }, async ({ expect }) => {
    const report = await wakeAfterwards(postgres, few);
    expect(report.violations).toEqual([]);
  });

  it('finish everyone when Postgres is stopped and started', { timeout }, async ({ expect }) => {
    await using another = await startPostgres();
    const report = await restarts(another, some, { workers: 2, stops: 1 });
    expect(report.violations).toEqual([]);
  });
});

describe('a worker of a queue', () => {
  it('finishes everyone on PGlite when its process is killed and started again', { timeout }, async () => {
    const report = await killsOnPglite(await conditions(8), { kills: 2, meanDelay: 400 });
    expect(report.violations).toEqual([]);
  });
});
