import { createFakeSeam } from '@org/seam-testing';
import { beforeAll, expect, it } from 'vitest';
import { gate } from '../gate.test-helper.ts';
import type { Clock } from '../offboarding/clock.ts';
import { readDatabaseClock } from './database-clock.ts';
import type { EmbeddedDatabase } from './embedded-database.ts';
import { addPerson, setUpQueue, testDatabase } from './queue.test-helper.ts';

beforeAll(testDatabase, 120_000);

/** A database whose time is an hour ahead of this machine, as the time of another machine may be. */
const databaseAhead = async (): Promise<EmbeddedDatabase> => {
  const database = await testDatabase();
  const ahead = `(clock_timestamp() + interval '1 hour')`;
  return {
    ...database,
    query: (text, values) => database.query(text.replace('clock_timestamp()', ahead), values),
  };
};

/** How far a time is from that of this machine, in whole hours. */
const hoursAhead = (time: Date): number => Math.round(Math.abs(time.getTime() - Date.now()) / 3_600_000);

it('is the time of the database, whatever that of the machine is', async () => {
  expect(hoursAhead((await readDatabaseClock(await testDatabase(), undefined)).now())).toBe(0);
  expect(hoursAhead((await readDatabaseClock(await databaseAhead(), undefined)).now())).toBe(1);
});

it('is the clock of the caller, where there is one', async () => {
  const own: Clock = { now: () => new Date(0), wait: () => Promise.resolve() };
  expect(await readDatabaseClock(await databaseAhead(), own)).toBe(own);
});

it('is the time of the entries of a run: the delays between them are the same for all workers', async () => {
  const fake = createFakeSeam({ seed: 'empty' });
  const ended = gate();
  const { queue } = await setUpQueue({
    fake,
    database: await databaseAhead(),
    settle: 0,
    isRealTime: true,
    hooks: { onEnd: () => ended.open() },
  });
  const { run_id } = await queue.add(addPerson(fake), { actor: 'hr', reason: 'left' });
  await queue.start();
  await ended.opened;
  const { entries = [] } = (await queue.run(run_id)) ?? {};
  expect(new Set(entries.map(({ at }) => hoursAhead(new Date(at))))).toEqual(new Set([1]));
  await queue.stop();
});
