import { expect, it } from 'vitest';
import { createQueue } from './queue.ts';

/** Something that goes on until it is ended. */
const task = () => {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { act: () => ended, end };
};

const settle = () => new Promise((resolve) => void setImmediate(resolve));

it('so much goes on, so much waits in turn, and the rest is sent away', async () => {
  const room = createQueue({ maxInFlight: 1, maxWaiting: 2 });
  const seen: string[] = [];
  const first = task();
  const enter = (name: string, act = () => Promise.resolve()) =>
    room.enter(() => {
      seen.push(name);
      return act();
    });
  const all = [enter('first', first.act), enter('second'), enter('third')];
  await expect(enter('fourth')).rejects.toMatchObject({ type: 'webhook_busy', retryAfterMs: 5000 });
  await settle();
  expect(seen).toEqual(['first']);
  first.end();
  await Promise.all(all);
  expect(seen).toEqual(['first', 'second', 'third']);
});

it('what fails makes room, too', async () => {
  const room = createQueue({ maxInFlight: 1, maxWaiting: 1 });
  const failing = room.enter(() => Promise.reject(new Error('broken')));
  const next = room.enter(() => Promise.resolve('done'));
  await expect(failing).rejects.toThrow('broken');
  expect(await next).toBe('done');
  expect(await room.enter(() => Promise.resolve('again'))).toBe('again');
});

it('room that was handed over is not given twice', async () => {
  const room = createQueue({ maxInFlight: 1, maxWaiting: 1 });
  const [first, second] = [task(), task()];
  const one = room.enter(first.act);
  const two = room.enter(second.act);
  first.end();
  await one;
  const three = room.enter(() => Promise.resolve());
  await expect(room.enter(() => Promise.resolve())).rejects.toMatchObject({ type: 'webhook_busy' });
  second.end();
  await Promise.all([two, three]);
});

it('what follows something counts as waiting, as long as it does', async () => {
  const room = createQueue({ maxInFlight: 1, maxWaiting: 2 });
  const [first, other] = [task(), task()];
  const one = room.enter(first.act);
  const followers = [room.follow(() => one), room.follow(other.act)];
  await expect(room.follow(() => one)).rejects.toMatchObject({ type: 'webhook_busy', retryAfterMs: 5000 });
  await expect(room.enter(() => one)).rejects.toMatchObject({ type: 'webhook_busy' });
  other.end();
  await followers[1];
  const next = room.enter(() => Promise.resolve('next'));
  await expect(room.follow(() => one)).rejects.toMatchObject({ type: 'webhook_busy' });
  first.end();
  await followers[0];
  expect(await next).toBe('next');
});

it('what waits is sent away when it closes, and what goes on is not', async () => {
  const room = createQueue({ maxInFlight: 1, maxWaiting: 2 });
  const first = task();
  const one = room.enter(first.act);
  const seen: string[] = [];
  const waiting = [1, 2].map((number) => room.enter(() => Promise.resolve(seen.push(String(number)))));
  room.close();
  for (const each of waiting)
    await expect(each).rejects.toMatchObject({ type: 'shutting_down', retryAfterMs: 5000 });
  await expect(room.enter(() => Promise.resolve(seen.push('late')))).rejects.toMatchObject({
    type: 'shutting_down',
  });
  expect(() => room.checkOpen()).toThrow();
  first.end();
  await one;
  expect(seen).toEqual([]);
});
