import { beforeAll, describe, expect, it } from 'vitest';
import { addPerson, setUpQueue, testDatabase } from './queue.test-helper.ts';

beforeAll(testDatabase, 120_000);

const asked = { actor: 'hr@example.com', reason: 'left' };

describe('the worker', () => {
  it('carries runs out between start and stop', async () => {
    const { queue, fake, errors } = await setUpQueue({ settle: 0, isRealTime: true });
    const people = Array.from({ length: 5 }, (_, index) => addPerson(fake, { name: `Person ${index}` }));
    await queue.start();
    for await (const added of queue.addMany(people, asked)) expect(added.error).toBeUndefined();
    await expect.poll(async () => (await queue.status()).finished, { timeout: 20_000 }).toBe(5);
    await queue.stop();
    expect(errors).toEqual([]);
  });
});
