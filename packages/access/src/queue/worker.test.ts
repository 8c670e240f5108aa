import { createSeam } from '@org/seam-core';
import { createFakeSeam } from '@org/seam-testing';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { gate } from '../gate.test-helper.ts';
import type { WorkContext } from './fenced-run.ts';
import { addPerson, clientThrough, setUpQueue, testDatabase } from './queue.test-helper.ts';
import { Worker } from './worker.ts';

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

it('looks for jobs again when the database has not responded, and stops', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'] });
  try {
    const errors: unknown[] = [];
    let looks = 0;
    const take = () => {
      looks += 1;
      return looks === 1 ? new Promise(() => {}) : Promise.resolve([]);
    };
    const context = {
      runs: { isPaused: () => Promise.resolve(false) },
      jobs: { take, supervise: () => Promise.resolve() },
    } as unknown as WorkContext;
    const worker = new Worker({ context, concurrency: 1, onError: (error) => errors.push(error) });
    worker.start();
    await vi.advanceTimersByTimeAsync(12_000);
    expect(looks).toBeGreaterThan(1);
    expect(errors).toMatchObject([
      { message: expect.stringContaining('has not responded for 10 seconds') as string },
    ]);
    await worker.stop(0);
  } finally {
    vi.useRealTimers();
  }
});

describe('a read that fails beside one that is in progress', () => {
  const failing = '/phones/list';
  const held = '/client_sessions/list';

  it('keeps the job until the other has ended', async () => {
    const fake = createFakeSeam({ seed: 'empty' });
    const resumed = gate();
    let isFailing = false;
    const seam = clientThrough(fake, async (path) => {
      if (!isFailing) return;
      if (path === failing) fake.faults.queue(path, { kind: 'status', status: 503 });
      if (path === held) await resumed.opened;
    });
    const { queue, open, runUntilIdle, advance } = await setUpQueue({ fake, seam, settle: 60_000 });
    const { run_id } = await queue.add(addPerson(fake), asked);
    const sent: string[] = [];
    const other = await open({ seam: clientThrough(fake, (path) => void sent.push(path)) });
    await runUntilIdle();
    isFailing = true;
    await advance(60_000);
    const working = runUntilIdle();
    await expect.poll(async () => (await queue.run(run_id))?.entries.at(-1)?.type).toBe('read_failed');
    isFailing = false;
    // Less than the time after which a worker without a heartbeat loses its job.
    await advance(9000);
    await other.runUntilIdle();
    expect(sent).toEqual([]);
    resumed.open();
    await working;
    await advance(60_000);
    await other.runUntilIdle();
    expect(sent).not.toEqual([]);
  });

  it('aborts the other before the failed job is put back', async () => {
    const fake = createFakeSeam({ seed: 'empty' });
    let isAborted = false;
    const untilAborted = ({ signal }: RequestInit) =>
      new Promise<never>((_, reject) => {
        signal?.addEventListener('abort', () => {
          isAborted = true;
          reject(signal.reason as Error);
        });
      });
    const { apiKey, endpoint } = fake;
    const seam = createSeam({
      apiKey,
      endpoint,
      retry: { baseDelay: 0 },
      fetch: async (url, init = {}) => {
        const { pathname } = new URL(url as string);
        if (pathname === held) return await untilAborted(init);
        if (pathname === failing) fake.faults.queue(pathname, { kind: 'status', status: 503 });
        return await fake.fetch(url, init);
      },
    });
    const failures: { readonly error: unknown; readonly isAborted: boolean }[] = [];
    const onError = (error: unknown) => void failures.push({ error, isAborted });
    const { queue, runUntilIdle } = await setUpQueue({ fake, seam, settle: 0, onError });
    await queue.add(addPerson(fake), asked);
    await runUntilIdle();
    expect(failures).toMatchObject([{ error: { name: 'SeamServerError' }, isAborted: true }]);
  });
});
