import { createFakeSeam } from '@org/seam-testing';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { gate } from '../gate.test-helper.ts';
import { addPerson, clientThrough, setUpQueue, testDatabase } from './queue.test-helper.ts';

beforeAll(testDatabase, 120_000);

const asked = { actor: 'hr@example.com', reason: 'left' };
const revoke = '/user_identities/revoke_access_to_device';

/** What the supervisor does with a worker whose heartbeat has stopped: its jobs go back to the queue. */
const takeOver = (schema: string) =>
  `UPDATE ${schema}_jobs.job SET state = 'retry', start_after = now() - interval '1 day' WHERE state = 'active'`;

/** Lets the monotonic clock of this process run ahead. */
const passTime = (ms: number) => {
  const now = performance.now.bind(performance);
  vi.spyOn(performance, 'now').mockImplementation(() => now() + ms);
};

/** A queue whose worker stops in the middle of the request to `path`, until `resumed` opens. */
const stopAt = async (path: string) => {
  const fake = createFakeSeam({ seed: 'empty' });
  const [reached, resumed] = [gate(), gate()];
  const sent: string[] = [];
  let isFirst = true;
  const seam = clientThrough(fake, async (requested) => {
    sent.push(requested);
    if (requested !== path || !isFirst) return;
    isFirst = false;
    reached.open();
    await resumed.opened;
  });
  const zombie = await setUpQueue({ fake, seam });
  const other = await zombie.open({ seam: fake.seam });
  return { ...zombie, zombie, other, sent, reached, resumed };
};

describe('a worker whose job another one has taken over', () => {
  it.each([
    ['a change', revoke, 0],
    ['a change, long after', revoke, 12_000],
    ['a read, long after', '/user_identities/list_acs_users', 12_000],
    ['the last read, long after', '/user_identities/list_accessible_entrances', 12_000],
  ])('writes nothing and sends nothing more when it wakes in %s', async (_, path, later) => {
    const { queue, fake, database, schema, zombie, other, sent, reached, resumed, runToEnd, errors } =
      await stopAt(path);
    const { run_id } = await queue.add(addPerson(fake), asked);
    const working = zombie.runUntilIdle();
    await reached.opened;
    await database.query(takeOver(schema));
    await other.runUntilIdle();
    await other.queue.pause();
    const entries = await queue.run(run_id).then((run) => run?.entries.length);
    const before = sent.length;
    passTime(later);
    resumed.open();
    await working;
    vi.restoreAllMocks();
    expect((await queue.run(run_id))?.entries).toHaveLength(entries as number);
    expect(sent.slice(before)).toEqual([]);
    await other.queue.resume();
    await queue.resume();
    await runToEnd();
    const run = await queue.run(run_id);
    expect(run?.state).toBe('complete');
    expect(run?.entries.map(({ seq }) => seq)).toEqual(run?.entries.map((_, index) => index));
    expect(errors).toEqual([]);
  });

  it('writes nothing while the other attempt of the same job is in progress', async () => {
    const { queue, fake, database, schema, zombie, reached, resumed } = await stopAt(revoke);
    const { run_id } = await queue.add(addPerson(fake), asked);
    const working = zombie.runUntilIdle();
    await reached.opened;
    await database.query(
      `UPDATE ${schema}_jobs.job SET retry_count = retry_count + 1 WHERE state = 'active'`,
    );
    resumed.open();
    await working;
    expect((await queue.run(run_id))?.entries.at(-1)?.type).toBe('step_started');
    const { rows } = await database.query(`SELECT state, retry_count FROM ${schema}_jobs.job`);
    expect(rows).toEqual([{ state: 'active', retry_count: 1 }]);
  });

  it('does nothing more when its time has passed, before anybody has taken the job over', async () => {
    const { queue, fake, zombie, sent, reached, resumed, database, schema, runToEnd } = await stopAt(revoke);
    const { run_id } = await queue.add(addPerson(fake), asked);
    const working = zombie.runUntilIdle();
    await reached.opened;
    const before = sent.length;
    const entries = await queue.run(run_id).then((run) => run?.entries.length);
    passTime(7000);
    resumed.open();
    await working;
    vi.restoreAllMocks();
    expect(sent.slice(before)).toEqual([]);
    expect((await queue.run(run_id))?.entries).toHaveLength(entries as number);
    await database.query(takeOver(schema));
    await runToEnd();
    expect(await queue.run(run_id)).toMatchObject({ state: 'complete' });
  });
});
