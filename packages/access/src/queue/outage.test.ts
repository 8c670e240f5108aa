import { createFakeSeam } from '@org/seam-testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { addPerson, clientThrough, setUpQueue, testDatabase } from './queue.test-helper.ts';

beforeAll(testDatabase, 120_000);

const asked = { actor: 'hr@example.com', reason: 'left' };
const minute = 60_000;

/** A queue whose fake can be down: every request returns 503. */
const setUp = async (settle: number, acs_sync_ms = 0) => {
  const fake = createFakeSeam({ seed: 'empty', assumptions: { acs_sync_ms } });
  let isDown = false;
  const seam = clientThrough(fake, () => {
    if (isDown) fake.faults.queue('*', { kind: 'status', status: 503 });
  });
  const queue = await setUpQueue({ fake, seam, settle });
  const person = addPerson(fake, { systems: [fake.add.acsSystem().acs_system_id] });
  return { ...queue, person, setDown: (value: boolean) => (isDown = value) };
};

describe('while Seam is down', () => {
  it('a run that has no plan yet waits for an hour, and is no dead letter', async () => {
    const { queue, person, setDown, runUntilIdle, advance, runToEnd } = await setUp(0);
    const { run_id } = await queue.add(person, asked);
    setDown(true);
    for (let passed = 0; passed < 60; passed += 1) {
      await runUntilIdle();
      await advance(minute);
    }
    expect(await queue.deadLetters()).toEqual([]);
    setDown(false);
    await runToEnd();
    expect(await queue.run(run_id)).toMatchObject({ state: 'complete' });
  });

  it('a run that cannot be read for the whole deadline ends as stuck', async () => {
    const { queue, person, setDown, runUntilIdle, runToEnd } = await setUp(72 * 60 * minute);
    const { run_id } = await queue.add(person, asked);
    await runUntilIdle();
    setDown(true);
    await runToEnd();
    const run = await queue.run(run_id);
    expect(run).toMatchObject({ state: 'stuck', receipt: { cause: 'unreadable' } });
    const failed = run!.entries.filter(({ type }) => type === 'read_failed').map(({ at }) => Date.parse(at));
    expect(failed.at(-1)! - failed[0]!).toBeGreaterThanOrEqual(5 * minute);
  });

  it('one failed read after a long settle delay is repeated', async () => {
    const { queue, person, setDown, runUntilIdle, advance, runToEnd } = await setUp(72 * 60 * minute);
    const { run_id } = await queue.add(person, asked);
    await runUntilIdle();
    await advance(72 * 60 * minute);
    setDown(true);
    await runUntilIdle();
    setDown(false);
    await runToEnd();
    expect(await queue.run(run_id)).toMatchObject({ state: 'complete' });
  });
});

it('the time in which no worker worked does not count for the deadline', async () => {
  const { queue, person, runUntilIdle, advance, runToEnd } = await setUp(0, 10 * minute);
  const { run_id } = await queue.add(person, asked);
  await runUntilIdle();
  expect((await queue.run(run_id))?.entries.at(-1)).toMatchObject({ type: 'access_read', is_closed: false });
  await advance(9 * minute);
  await runUntilIdle();
  expect((await queue.run(run_id))?.state).not.toBe('stuck');
  await runToEnd();
  expect(await queue.run(run_id)).toMatchObject({ state: 'complete' });
});
