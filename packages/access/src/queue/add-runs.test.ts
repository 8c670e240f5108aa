import { createFakeSeam, type FakeSeam } from '@org/seam-testing';
import { beforeAll, describe, expect, it } from 'vitest';
import type { EmbeddedDatabase } from './embedded-database.ts';
import { addPerson, setUpQueue, testDatabase } from './queue.test-helper.ts';

beforeAll(testDatabase, 120_000);

const asked = { actor: 'hr@example.com', reason: 'left the company' };

const refuseOnce = ({ faults }: FakeSeam) =>
  faults.queue('/user_identities/revoke_access_to_device', {
    kind: 'status',
    status: 401,
    type: 'unauthorized',
  } as never);

/** A database that calls back before each transaction. */
const observed = async (onTransaction: () => Promise<void>): Promise<EmbeddedDatabase> => {
  const database = await testDatabase();
  return {
    ...database,
    transaction: async (work) => {
      await onTransaction();
      return await database.transaction(work);
    },
    close: () => Promise.resolve(),
  };
};

describe('a person who is added again', () => {
  it('is read once more by a live run that has made its last read', async () => {
    const fake = createFakeSeam({ seed: 'empty' });
    const person = addPerson(fake);
    let isAgain = false;
    const database = await observed(async () => {
      const [run] = isAgain ? [] : await queue.runs();
      const entries = run && (await queue.run(run.run_id))?.entries;
      if (entries?.filter(({ type }) => type === 'access_read').length !== 2) return;
      isAgain = true;
      fake.state.deviceAccess.add(person, fake.add.device().device_id);
      expect(await queue.add(person, asked)).toMatchObject({ run_id: run?.run_id, isNew: false });
    });
    const { queue, runToEnd } = await setUpQueue({ fake, database });
    const { run_id } = await queue.add(person, asked);
    await runToEnd();
    expect(isAgain).toBe(true);
    expect(fake.state.deviceAccess.rightsOf(person)).toEqual([]);
    expect(await queue.run(run_id)).toMatchObject({ state: 'complete', receipt: { state: 'complete' } });
  });

  it('continues a live run that has failed', async () => {
    const { queue, fake, runToEnd } = await setUpQueue();
    const [person, other] = [addPerson(fake), addPerson(fake)];
    const { run_id } = await queue.add(person, asked);
    refuseOnce(fake);
    await runToEnd();
    expect(await queue.deadLetters()).toMatchObject([{ run_id }]);
    expect(await Array.fromAsync(queue.addMany([other, person], asked))).toMatchObject([
      { isNew: true },
      { isNew: false, run_id },
    ]);
    expect(await queue.deadLetters()).toEqual([]);
    await runToEnd();
    expect(await queue.status()).toMatchObject({ total: 2, byState: { complete: 2 } });
  });
});

it('adds people whose names, and reasons, contain what Postgres cannot store', async () => {
  const { queue, fake, runToEnd } = await setUpQueue();
  const people = ['Zoe \uD83D', 'Zoe \0', 'Zoe'].map((name) => addPerson(fake, { name }));
  await Array.fromAsync(queue.addMany(people, { actor: 'hr \0', reason: 'left \uD83D' }));
  await runToEnd();
  const runs = await queue.runs();
  expect(runs.map(({ person, actor, reason, state }) => [person, actor, reason, state])).toEqual(
    ['Zoe \uFFFD', 'Zoe \uFFFD', 'Zoe']
      .map((name) => [name, 'hr \uFFFD', 'left \uFFFD', 'complete'])
      .toReversed(),
  );
});
