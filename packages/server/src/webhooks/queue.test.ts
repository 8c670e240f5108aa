import { expect, it } from 'vitest';
import { createQueue } from './queue.ts';

/** A task that runs until it is ended. */
const task = () => {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { act: () => ended, end };
};

const settle = () => new Promise((resolve) => void setImmediate(resolve));

it('runs and queues tasks up to the limits, and rejects more', async () => {
  const queue = createQueue({ maxInFlight: 1, maxWaiting: 2 });
  const seen: string[] = [];
  const first = task();
  const run = (name: string, act = () => Promise.resolve()) =>
    queue.run(() => {
      seen.push(name);
      return act();
    });
  const all = [run('first', first.act), run('second'), run('third')];
  await expect(run('fourth')).rejects.toMatchObject({ type: 'webhook_busy', retryAfterMs: 5000 });
  await settle();
  expect(seen).toEqual(['first']);
  first.end();
  await Promise.all(all);
  expect(seen).toEqual(['first', 'second', 'third']);
});

it('a failed task frees its slot', async () => {
  const queue = createQueue({ maxInFlight: 1, maxWaiting: 1 });
  const failing = queue.run(() => Promise.reject(new Error('broken')));
  const next = queue.run(() => Promise.resolve('done'));
  await expect(failing).rejects.toThrow('broken');
  expect(await next).toBe('done');
  expect(await queue.run(() => Promise.resolve('again'))).toBe('again');
});

it('a slot that is passed on is not used twice', async () => {
  const queue = createQueue({ maxInFlight: 1, maxWaiting: 1 });
  const [first, second] = [task(), task()];
  const one = queue.run(first.act);
  const two = queue.run(second.act);
  first.end();
  await one;
  const three = queue.run(() => Promise.resolve());
  await expect(queue.run(() => Promise.resolve())).rejects.toMatchObject({ type: 'webhook_busy' });
  second.end();
  await Promise.all([two, three]);
});

it('waitFor counts as waiting', async () => {
  const queue = createQueue({ maxInFlight: 1, maxWaiting: 2 });
  const [first, other] = [task(), task()];
  const one = queue.run(first.act);
  const followers = [queue.waitFor(() => one), queue.waitFor(other.act)];
  await expect(queue.waitFor(() => one)).rejects.toMatchObject({ type: 'webhook_busy', retryAfterMs: 5000 });
  await expect(queue.run(() => one)).rejects.toMatchObject({ type: 'webhook_busy' });
  other.end();
  await followers[1];
  const next = queue.run(() => Promise.resolve('next'));
  await expect(queue.waitFor(() => one)).rejects.toMatchObject({ type: 'webhook_busy' });
  first.end();
  await followers[0];
  expect(await next).toBe('next');
});

it('rejects waiting tasks when it closes, and lets running tasks finish', async () => {
  const queue = createQueue({ maxInFlight: 1, maxWaiting: 2 });
  const first = task();
  const one = queue.run(first.act);
  const seen: string[] = [];
  const waiting = [1, 2].map((number) => queue.run(() => Promise.resolve(seen.push(String(number)))));
  queue.close();
  for (const each of waiting)
    await expect(each).rejects.toMatchObject({ type: 'shutting_down', retryAfterMs: 5000 });
  await expect(queue.run(() => Promise.resolve(seen.push('late')))).rejects.toMatchObject({
    type: 'shutting_down',
  });
  expect(() => queue.checkOpen()).toThrow();
  first.end();
  await one;
  expect(seen).toEqual([]);
});
