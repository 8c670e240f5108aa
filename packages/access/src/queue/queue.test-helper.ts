import { createSeam, type Seam } from '@org/seam-core';
import { createFakeSeam, type FakeSeam } from '@org/seam-testing';
import { TestClock } from 'pg-boss';
import { temporaryDatabase } from '../../../../scripts/pglite/empty-database.ts';
import type { EmbeddedDatabase } from './embedded-database.ts';
import { openPgliteDatabase } from './embedded-database.ts';
import { createQueueWith } from './create-queue.ts';
import type { OffboardingQueueOptions } from './options.ts';

let shared: Promise<EmbeddedDatabase> | undefined;
let schemas = 0;

/** A database that is the same for all tests of a process. Each test has a schema of its own. */
export const testDatabase = (): Promise<EmbeddedDatabase> =>
  (shared ??= temporaryDatabase().then((folder) => openPgliteDatabase(folder)));

interface SetUp extends Partial<OffboardingQueueOptions> {
  readonly fake?: FakeSeam;
  /** The time of this machine, for workers with their timers. */
  readonly isRealTime?: boolean;
}

/** A queue on a schema of its own, a fake, and one time for both that moves by hand. */
export const setUpQueue = async (options: SetUp = {}) => {
  const { fake = createFakeSeam({ seed: 'empty' }), isRealTime = false, ...rest } = options;
  const database = await testDatabase();
  schemas += 1;
  const schema = `test_${schemas}`;
  const bossClock = new TestClock(fake.clock.now());
  const clock = {
    now: () => fake.clock.now(),
    wait: () => Promise.reject(new Error('A queue does not wait.')),
  };
  const errors: unknown[] = [];
  const open = async (more: Partial<OffboardingQueueOptions> = {}) =>
    await createQueueWith(
      {
        database,
        schema,
        seam: fake.seam,
        ...(isRealTime ? {} : { clock }),
        onError: (error) => errors.push(error),
        ...rest,
        ...more,
      },
      isRealTime ? undefined : bossClock,
    );
  const first = await open();
  /** Moves the time. Nothing waits for it. */
  const advance = async (ms: number) => {
    fake.clock.advance(ms);
    await bossClock.setTime(fake.clock.now());
  };
  /** Carries out jobs until none is left, and jumps to the time of the next one whenever none is due. */
  const runToEnd = async (): Promise<void> => {
    for (;;) {
      await first.runUntilIdle();
      const { rows } = await database.query(
        `SELECT extract(epoch FROM min(start_after)) * 1000 AS next FROM ${schema}_jobs.job WHERE state < 'active'`,
      );
      const next = (rows[0] as { next: string | null }).next;
      if (next === null) return;
      await advance(Math.max(1, Math.ceil(Number(next) - fake.clock.now().getTime())));
    }
  };
  return { ...first, fake, database, schema, errors, open, advance, runToEnd };
};

/** Adds a person with access to a device, and to an entrance of each access system. */
export const addPerson = (
  { add, state }: FakeSeam,
  { name = 'Ada', systems = [] }: { readonly name?: string; readonly systems?: readonly string[] } = {},
): string => {
  const { user_identity_id } = add.userIdentity({ full_name: name });
  state.deviceAccess.add(user_identity_id, add.device().device_id);
  for (const acs_system_id of systems) {
    const { acs_user_id } = add.acsUser({ acs_system_id, user_identity_id });
    state.entranceAccess.add(acs_user_id, add.acsEntrance({ acs_system_id }).acs_entrance_id);
  }
  return user_identity_id;
};

/** A client of the fake whose requests go through `before`, with the path. */
export const clientThrough = (
  { apiKey, endpoint, fetch }: FakeSeam,
  before: (path: string) => Promise<void> | void,
): Seam =>
  createSeam({
    apiKey,
    endpoint,
    retry: { baseDelay: 0 },
    fetch: async (url, init) => {
      await before(new URL(url as string).pathname);
      return await fetch(url, init);
    },
  });
