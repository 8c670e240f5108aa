import { createFakeSeam } from '@org/seam-testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { addPerson, clientThrough, gate, setUpQueue, testDatabase } from './queue.test-helper.ts';

beforeAll(testDatabase, 120_000);

const asked = { actor: 'hr@example.com', reason: 'left' };
const revoke = '/user_identities/revoke_access_to_device';

/** A queue that works, and is in the middle of a change that ends when the test says. */
const inTheMiddle = async () => {
  const fake = createFakeSeam({ seed: 'empty' });
  const [reached, resumed] = [gate(), gate()];
  let isFirst = true;
  const seam = clientThrough(fake, async (path) => {
    if (path !== revoke || !isFirst) return;
    isFirst = false;
    reached.open();
    await resumed.opened;
  });
  const setUp = await setUpQueue({ fake, seam, settle: 0, isRealTime: true });
  const { run_id } = await setUp.queue.add(addPerson(fake), asked);
  await setUp.queue.start();
  await reached.opened;
  return { ...setUp, run_id, resumed };
};

describe('the worker', () => {
  it('carries runs out between start and stop', async () => {
    const allEnded = gate();
    let left = 5;
    const onEnd = () => {
      left -= 1;
      if (left === 0) allEnded.open();
    };
    const { queue, open, fake, errors } = await setUpQueue({ settle: 0, isRealTime: true, hooks: { onEnd } });
    const people = Array.from({ length: 5 }, (_, index) => addPerson(fake, { name: `Person ${index}` }));
    await queue.start();
    for await (const added of queue.addMany(people, asked)) expect(added.error).toBeUndefined();
    await allEnded.opened;
    expect(await queue.status()).toMatchObject({ finished: 5 });
    await queue.stop();
    expect(errors).toEqual([]);
    await expect(queue.add(people[0]!, asked)).rejects.toThrow('The queue is stopped.');
    await using other = (await open()).queue;
    expect(await other.status()).toMatchObject({ finished: 5 });
  });

  it('finishes the job in progress when it stops, and takes no other', async () => {
    const { queue, open, run_id, resumed } = await inTheMiddle();
    const stopping = queue.stop();
    resumed.open();
    await stopping;
    const other = await open();
    const run = await other.queue.run(run_id);
    expect(run?.entries.at(-1)?.type).toBe('step_finished');
    await other.runUntilIdle();
    expect((await other.queue.run(run_id))?.entries.length).toBeGreaterThan(run!.entries.length);
  });

  it('gives the job in progress back after the deadline: another process continues it at once', async () => {
    const { queue, open, run_id, resumed, fake, errors } = await inTheMiddle();
    await queue.stop({ deadline: 1 });
    const ended = gate();
    const other = await open({ seam: fake.seam, hooks: { onEnd: ended.open } });
    expect((await other.queue.run(run_id))?.entries.at(-1)?.type).toBe('step_started');
    await other.runUntilIdle();
    const continued = (await other.queue.run(run_id))?.entries.length;
    resumed.open();
    await other.queue.start();
    await ended.opened;
    await other.queue.stop();
    const run = await other.queue.run(run_id);
    expect(run?.state).toBe('complete');
    expect(run?.entries.length).toBeGreaterThanOrEqual(continued as number);
    expect(errors).toEqual([]);
  });
});
