import { generateKeyPairSync } from 'node:crypto';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createOffboardingQueue } from './create-queue.ts';
import type { OffboardingQueueOptions } from './options.ts';
import { addPerson, setUpQueue, testDatabase } from './queue.test-helper.ts';

beforeAll(testDatabase, 120_000);

const asked = { actor: 'hr@example.com', reason: 'left' };

describe('options', () => {
  it.each<[what: string, options: object, message: RegExp]>([
    ['no database', { database: undefined }, /database is required/],
    ['a file name', { database: 'offboarding.db' }, /database must be a connection string/],
    ['another URL with a password', { database: 'mysql://me:hunter2@host/db' }, /; got a string\.$/],
    ['a key that is too short', { signingKey: 'short' }, /; got a string\.$/],
    ['a number', { database: 5 }, /database must be a connection string/],
    ['no client', { seam: undefined }, /seam is required/],
    ['a schema in capitals', { schema: 'Access' }, /schema must be a name/],
    ['a schema with a statement', { schema: 'a; DROP TABLE x' }, /schema must be a name/],
    ['no jobs at a time', { concurrency: 0 }, /concurrency must be a whole number from 1/],
    ['half a request', { perSystem: 0.5 }, /perSystem must be a whole number/],
    ['a negative settle delay', { settle: -1 }, /settle must be a number of milliseconds/],
    ['a short signing key', { signingKey: 'short' }, /signingKey must be/],
    [
      'a key that cannot sign',
      { signingKey: generateKeyPairSync('x25519').privateKey },
      /signingKey must be/,
    ],
    ['a misspelled option', { perSytem: 2 }, /unknown option "perSytem". Did you mean "perSystem"/],
  ])('of createOffboardingQueue with %s are refused', async (_, options, message) => {
    const database = await testDatabase();
    const { seam } = (await setUpQueue()).fake;
    const all = { database, seam, ...options } as OffboardingQueueOptions;
    await expect(createOffboardingQueue(all)).rejects.toMatchObject({
      code: 'invalid_option',
      message: expect.stringMatching(message) as string,
    });
  });

  it('of the methods are checked before anything is sent or written', async () => {
    const { queue, fake } = await setUpQueue();
    const person = addPerson(fake);
    const before = fake.journal.calls.length;
    const refused = [
      queue.add(person, { actor: 'hr' } as never),
      queue.add(person, { ...asked, actor: ' ' }),
      queue.add(person, { ...asked, priority: 'high' as never }),
      queue.add(person, { ...asked, deleteUser: true } as never),
      queue.runs({ limit: 0 }),
      queue.runs({ state: 'done' as never }),
      queue.stop({ deadline: -1 }),
    ];
    for (const each of refused) await expect(each).rejects.toMatchObject({ code: 'invalid_option' });
    expect(() => queue.addMany([person], { ...asked, reason: '' })).toThrow('reason must be');
    expect(() => queue.addMany([person], { ...asked, plan: {} } as never)).toThrow('unknown option "plan"');
    for (const people of [person, undefined, { person }])
      expect(() => queue.addMany(people as never, asked)).toThrow('people must be an iterable');
    expect(fake.journal.calls).toHaveLength(before);
    expect(await queue.status()).toMatchObject({ total: 0 });
  });

  it('of addMany are those of the call, although the caller changes the object before the people are added', async () => {
    const { queue, fake } = await setUpQueue();
    const person = addPerson(fake);
    const options = { ...asked };
    const adding = queue.addMany([person], options);
    options.actor = 'somebody else';
    for await (const added of adding) expect(added.error).toBeUndefined();
    expect(await queue.runs()).toMatchObject([{ user_identity_id: person, actor: asked.actor }]);
  });
});

it('addMany adds each person of an iterable that yields one object again and again', async () => {
  const { queue, fake } = await setUpQueue();
  const people = Array.from({ length: 20 }, () => addPerson(fake));
  const rows = function* () {
    const row = { user_identity_id: '' };
    for (row.user_identity_id of people) yield row;
  };
  const added = await Array.fromAsync(queue.addMany(rows(), asked));
  expect(added.map(({ person }) => person)).toEqual(people.map((user_identity_id) => ({ user_identity_id })));
  expect(added.every((each) => 'isNew' in each && each.isNew)).toBe(true);
});

describe('onError', () => {
  it('may reject, which ends neither the work nor the process', async () => {
    const errors: unknown[] = [];
    const { queue, fake, runToEnd } = await setUpQueue({
      // An asynchronous function, as callers without a linter pass it.
      onError: (reported) => {
        errors.push(reported);
        return Promise.reject(new Error('The listener fails.')) as never;
      },
    });
    const { run_id } = await queue.add(addPerson(fake), asked);
    fake.faults.queue('/user_identities/get', { kind: 'status', status: 403 });
    await runToEnd();
    expect(errors).toHaveLength(1);
    expect(await queue.run(run_id)).toMatchObject({ state: 'complete' });
  });
});

it('start rejects when the queue is stopped meanwhile, and starts no timer', async () => {
  const { queue } = await setUpQueue();
  const setTimer = vi.spyOn(globalThis, 'setInterval');
  const started = queue.start();
  await queue.stop();
  await expect(started).rejects.toMatchObject({ code: 'invalid_option' });
  expect(setTimer).not.toHaveBeenCalled();
  setTimer.mockRestore();
});
