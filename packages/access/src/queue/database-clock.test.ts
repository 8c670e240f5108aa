import { createFakeSeam } from '@org/seam-testing';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { gate } from '../gate.test-helper.ts';
import { type Clock, systemClock } from '../offboarding/clock.ts';
import { readDatabaseClock } from './database-clock.ts';
import type { EmbeddedDatabase } from './embedded-database.ts';
import { addPerson, setUpQueue, testDatabase } from './queue.test-helper.ts';

beforeAll(testDatabase, 120_000);
afterEach(() => {
  vi.restoreAllMocks();
});

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

/** A database after whose responses this process is suspended for as long as given. */
const suspendedAfter = async (...delays: number[]): Promise<EmbeddedDatabase> => {
  const database = await testDatabase();
  const pending = [...delays];
  let suspended = 0;
  vi.spyOn(systemClock, 'now').mockImplementation(() => new Date(Date.now() + suspended));
  return {
    ...database,
    query: async (text, values) => {
      const result = await database.query(text, values);
      suspended += pending.shift() ?? 0;
      return result;
    },
  };
};

it('is not wrong by the time for which the process was suspended', async () => {
  const clock = await readDatabaseClock(await suspendedAfter(30_000, 3_600_000), undefined);
  expect(Math.abs(clock.now().getTime() - Date.now())).toBeLessThan(2000);
});

it('is refused when every look at it takes too long', async () => {
  const database = await suspendedAfter(...Array.from({ length: 5 }, () => 10_000));
  await expect(readDatabaseClock(database, undefined)).rejects.toThrow(/longer than 2000 ms/);
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
