import { createOffboardingQueue } from '@org/seam-access/queue';
import { createFakeSeam } from '@org/seam-testing';
import { Pool, TypeOverrides, types } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedPostgres, startPostgres } from '../support/embedded-postgres.ts';
import { createDatabase } from './database-state.ts';
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

const asked = { actor: 'hr@example.com', reason: 'left the company' };

/** A pool as applications set it up that do not want `Date`. */
const createTextPool = (connectionString: string) => {
  const parsers = new TypeOverrides();
  parsers.setTypeParser(types.builtins.TIMESTAMPTZ, (text: string) => text);
  const pool = new Pool({ connectionString, types: parsers });
  return Object.assign(pool, { [Symbol.asyncDispose]: () => pool.end() });
};

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

describe('processes of a queue on Postgres', () => {
  let postgres: EmbeddedPostgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  }, timeout);
  afterAll(() => postgres[Symbol.asyncDispose]());

  it('add the same people at once, in different orders', { timeout }, async () => {
    const { add, seam } = createFakeSeam({ seed: 'empty' });
    const people = Array.from({ length: 400 }, () => add.userIdentity().user_identity_id);
    const database = await createDatabase(postgres.url);
    await using one = await createOffboardingQueue({ database, seam });
    await using other = await createOffboardingQueue({ database, seam });
    const results = await Promise.all(
      [one.addMany(people, asked), other.addMany(people.toReversed(), asked)].map((added) =>
        Array.fromAsync(added),
      ),
    );
    const ids = results.map((added) => new Set(added.map((each) => 'run_id' in each && each.run_id)));
    expect(ids[0]).toEqual(ids[1]);
    expect(await one.status()).toMatchObject({ total: 400, byState: { queued: 400 } });
  });

  it('list runs with a pool that returns times as texts', { timeout }, async () => {
    const { add, seam } = createFakeSeam({ seed: 'empty' });
    await using pool = createTextPool(await createDatabase(postgres.url));
    await using queue = await createOffboardingQueue({ database: pool, seam });
    const { run_id } = await queue.add(add.userIdentity().user_identity_id, asked);
    const runs = await queue.runs();
    expect(runs).toMatchObject([{ run_id, finished_at: null }]);
    expect(runs[0]?.created_at).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  });
});

describe('a worker of a queue', () => {
  it('finishes everyone on PGlite when its process is killed and started again', { timeout }, async () => {
    const report = await killsOnPglite(await conditions(8), { kills: 2, meanDelay: 400 });
    expect(report.violations).toEqual([]);
  });
});
