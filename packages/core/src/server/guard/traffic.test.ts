import { expect, it } from 'vitest';
import { createTraffic } from './traffic.ts';

/** Lets everything happen that waits for nothing else. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

it('a drain waits for each of those that go on', async () => {
  const traffic = createTraffic(2);
  traffic.enter();
  traffic.enter();
  let isDrained = false;
  const drained = traffic.drain().then(() => (isDrained = true));
  traffic.leave();
  await settle();
  expect(isDrained).toBe(false);
  traffic.leave();
  await drained;
});

it('a drain that is asked for twice is over for both', async () => {
  const traffic = createTraffic(1);
  traffic.enter();
  const drains = Promise.all([traffic.drain(), traffic.drain()]);
  traffic.leave();
  await drains;
});

it('a rest that fails is over, too', async () => {
  const traffic = createTraffic(1);
  traffic.track(Promise.reject(new Error('no database')));
  await traffic.drain();
});
