import { createFakeSeam } from '@org/seam-testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { addPerson, clientThrough, setUpQueue, testDatabase } from './queue.test-helper.ts';

beforeAll(testDatabase, 120_000);

const asked = { actor: 'hr@example.com', reason: 'left' };
const contain = '/acs/users/revoke_access_to_all_entrances';

describe('perSystem', () => {
  it('limits the changes of all processes to one access system exactly', async () => {
    const fake = createFakeSeam({ seed: 'empty' });
    const system = fake.add.acsSystem().acs_system_id;
    let [active, most] = [0, 0];
    const seam = clientThrough(fake, async (path) => {
      if (path !== contain) return;
      active += 1;
      most = Math.max(most, active);
      for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
      active -= 1;
    });
    const { queue, open, runUntilIdle } = await setUpQueue({ fake, seam, perSystem: 2, concurrency: 6 });
    const other = await open();
    const people = Array.from({ length: 8 }, () => addPerson(fake, { systems: [system] }));
    for await (const _ of queue.addMany(people, asked));
    await Promise.all([runUntilIdle(), other.runUntilIdle()]);
    await Promise.all([runUntilIdle(), other.runUntilIdle()]);
    expect(most).toBe(2);
    expect(fake.journal.find(contain)).toHaveLength(8);
  });
});

describe('the order of jobs', () => {
  it('is: contain, revoke, verify, begin; and urgent runs before all others', async () => {
    const fake = createFakeSeam({ seed: 'empty' });
    const system = fake.add.acsSystem().acs_system_id;
    const order: string[] = [];
    const { queue, runToEnd } = await setUpQueue({
      fake,
      concurrency: 1,
      hooks: {
        onStepStart: ({ run_id, phase }) => order.push(`${names.get(run_id)} ${phase}`),
        onState: ({ run_id, state }) => state === 'planned' && order.push(`${names.get(run_id)} planned`),
      },
    });
    const names = new Map<string, string>();
    for (const [name, priority] of [
      ['one', 'normal'],
      ['two', 'normal'],
      ['urgent', 'urgent'],
    ] as const)
      names.set(
        (await queue.add(addPerson(fake, { systems: [system] }), { ...asked, priority })).run_id,
        name,
      );
    await runToEnd();
    expect(order.slice(0, 9)).toEqual(
      ['urgent', 'one', 'two'].flatMap((name) => [
        `${name} planned`,
        `${name} containing`,
        `${name} revoking`,
      ]),
    );
  });
});

describe('urgent', () => {
  it('lets a run that is queued already go ahead', async () => {
    const ended: string[] = [];
    const { queue, fake, runToEnd } = await setUpQueue({
      concurrency: 1,
      hooks: { onState: ({ run_id, state }) => state === 'planned' && ended.push(run_id) },
    });
    const one = await queue.add(addPerson(fake), asked);
    const person = addPerson(fake);
    const two = await queue.add(person, asked);
    expect(await queue.add(person, { ...asked, priority: 'urgent' })).toEqual({ ...two, isNew: false });
    await runToEnd();
    expect(ended).toEqual([two.run_id, one.run_id]);
  });

  it('locks the jobs of a live run before the run, as workers do', async () => {
    const updates: string[] = [];
    const database = await testDatabase();
    const { queue, fake } = await setUpQueue({
      database: {
        ...database,
        query: (text, values) => database.query(text, values),
        transaction: (work) =>
          database.transaction((transaction) =>
            work({
              query: (text, values) => {
                const table = /UPDATE \S*\.(runs|job)/.exec(text)?.[1];
                if (table) updates.push(table);
                return transaction.query(text, values);
              },
            }),
          ),
        close: () => Promise.resolve(),
      },
    });
    const person = addPerson(fake);
    await queue.add(person, asked);
    await queue.add(person, { ...asked, priority: 'urgent' });
    expect(updates).toEqual(['job', 'runs']);
  });
});

describe('wake', () => {
  it.each([
    ['of the person', (person: string) => ({ event_type: 'x', user_identity_id: person }), true],
    ['of another person', () => ({ event_type: 'x', user_identity_id: 'other' }), false],
    ['without ids', () => ({ event_type: 'x', workspace_id: 'w' }), false],
  ])('by an event %s: %s', async (_, eventOf, isWoken) => {
    const fake = createFakeSeam({ seed: 'empty', assumptions: { acs_sync_ms: 60_000 } });
    const system = fake.add.acsSystem().acs_system_id;
    const { queue, runUntilIdle } = await setUpQueue({ fake });
    const person = addPerson(fake, { systems: [system] });
    await queue.add(person, asked);
    await runUntilIdle();
    const before = fake.journal.calls.length;
    await queue.wake(eventOf(person));
    await runUntilIdle();
    expect(fake.journal.calls.length > before).toBe(isWoken);
  });
});
