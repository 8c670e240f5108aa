import { expect, it } from 'vitest';
import { createRoom } from './create-room.ts';

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
  const room = createRoom({ maxInFlight: 1, maxWaiting: 2 });
  const seen: string[] = [];
  const first = task();
  const enter = (name: string, act = () => Promise.resolve()) =>
    room(() => {
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
  const room = createRoom({ maxInFlight: 1, maxWaiting: 1 });
  const failing = room(() => Promise.reject(new Error('broken')));
  const next = room(() => Promise.resolve('done'));
  await expect(failing).rejects.toThrow('broken');
  expect(await next).toBe('done');
  expect(await room(() => Promise.resolve('again'))).toBe('again');
});

it('room that was handed over is not given twice', async () => {
  const room = createRoom({ maxInFlight: 1, maxWaiting: 1 });
  const [first, second] = [task(), task()];
  const one = room(first.act);
  const two = room(second.act);
  first.end();
  await one;
  const three = room(() => Promise.resolve());
  await expect(room(() => Promise.resolve())).rejects.toMatchObject({ type: 'webhook_busy' });
  second.end();
  await Promise.all([two, three]);
});
