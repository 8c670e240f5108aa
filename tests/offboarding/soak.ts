/**
 * The long form of queue-processes.test.ts: `pnpm soak:access`. Prints a line for each experiment and seed, and fails on a
 * violation.
 */
import { parseArgs } from 'node:util';
import { startPostgres } from '../support/embedded-postgres.ts';
import { type Conditions, kills, killsOnPglite, restarts, wakeAfterwards, wakeBetween } from './scenarios.ts';
import type { SiteReport } from './site.ts';
import { undisturbedStates } from './undisturbed.ts';

const { values } = parseArgs({
  options: {
    /** How many people the experiment with the kills offboards. */
    people: { type: 'string', default: '500' },
    kills: { type: 'string', default: '50' },
    faults: { type: 'string', default: '0.3' },
    seeds: { type: 'string', default: '1,2,3' },
    /** Only the experiments whose name contains this. */
    only: { type: 'string', default: '' },
  },
});
const people = Number(values.people);
const some = Math.max(20, Math.round(people / 5));
const killCount = Number(values.kills);

/** The states after the undisturbed experiment, by the number of people. */
const known = new Map<number, Conditions['undisturbed']>();
const conditions = async (count: number, randomSeed: number): Promise<Conditions> => {
  const undisturbed = known.get(count) ?? (await undisturbedStates(count));
  known.set(count, undisturbed);
  const faults = Number(values.faults);
  return { people: count, faults, latency: 20, settle: 500, randomSeed, undisturbed, limit: 1_800_000 };
};

type Experiment = (randomSeed: number) => Promise<SiteReport & { readonly disturbances: number }>;

// Ends Postgres and the other processes as well.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

await using postgres = await startPostgres();

const experiments: Readonly<Record<string, Experiment>> = {
  [`${people} people, ${killCount} kills`]: async (seed) =>
    await kills(postgres, await conditions(people, seed), {
      workers: 3,
      kills: killCount,
      lost: [],
    }),
  'a machine that never returns': async (seed) =>
    await kills(postgres, await conditions(some, seed), { workers: 3, kills: 1, lost: [0] }),
  'a worker that wakes up afterwards': async (seed) =>
    await wakeAfterwards(postgres, await conditions(some, seed)),
  'workers that wake up in between': async (seed) =>
    await wakeBetween(postgres, await conditions(some * 2, seed), { workers: 3, stops: 6 }),
  'Postgres stopped and started': async (seed) =>
    await restarts(postgres, await conditions(some, seed), { workers: 3, stops: 4 }),
  'kills of the process on PGlite': async (seed) =>
    await killsOnPglite(await conditions(some, seed), { kills: 10, meanDelay: 1500 }),
};

for (const seed of values.seeds.split(',').map(Number))
  for (const [name, run] of Object.entries(experiments)) {
    if (!name.includes(values.only)) continue;
    const began = performance.now();
    const { violations, disturbances, byState, calls, repeatedChanges } = await run(seed);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    const states = Object.entries(byState).map(([state, count]) => `${count} ${state}`);
    console.log(
      `seed ${seed}, ${name}: ${states.join(', ')}; ${disturbances} disturbances, ${calls} requests, ` +
        `${repeatedChanges} repeated changes, ${seconds} s, ${violations.length} violations`,
    );
    for (const violation of violations.slice(0, 10)) console.log(`  ${violation}`);
    if (violations.length > 0) process.exitCode = 1;
  }
