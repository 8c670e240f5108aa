import { beforeAll, describe, expect, it } from 'vitest';
import { createOffboardingQueue } from './create-queue.ts';
import type { OffboardingQueueOptions } from './options.ts';
import { addPerson, setUpQueue, testDatabase } from './queue.test-helper.ts';

beforeAll(testDatabase, 120_000);

const asked = { actor: 'hr@example.com', reason: 'left' };

describe('options', () => {
  it.each<[what: string, options: object, message: RegExp]>([
    ['no database', { database: undefined }, /database is required/],
    ['a file name', { database: 'offboarding.db' }, /database must be a connection string/],
    ['a number', { database: 5 }, /database must be a connection string/],
    ['no client', { seam: undefined }, /seam is required/],
    ['a schema in capitals', { schema: 'Access' }, /schema must be a name/],
    ['a schema with a statement', { schema: 'a; DROP TABLE x' }, /schema must be a name/],
    ['no jobs at a time', { concurrency: 0 }, /concurrency must be a whole number from 1/],
    ['half a request', { perSystem: 0.5 }, /perSystem must be a whole number/],
    ['a negative settle delay', { settle: -1 }, /settle must be a number of milliseconds/],
    ['a short signing key', { signingKey: 'short' }, /signingKey must be/],
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
    expect(fake.journal.calls).toHaveLength(before);
    expect(await queue.status()).toMatchObject({ total: 0 });
  });
});
