import { expect, it, vi } from 'vitest';
import { gate } from '../../test/gate.test-helper.ts';
import { createConcurrencyLimit } from './concurrency-limit.ts';

/** Lets everything happen that waits for nothing else. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

it('a drain waits for each of those that go on', async () => {
  const traffic = createConcurrencyLimit(2);
  const [first, second] = [traffic.enter(), traffic.enter()];
  const onDrained = vi.fn();
  const drained = traffic.drain().then(onDrained);
  first.leave();
  first.leave();
  await settle();
  expect(onDrained).not.toHaveBeenCalled();
  second.leave();
  await drained;
});

it('a drain that is asked for twice is over for both', async () => {
  const traffic = createConcurrencyLimit(1);
  const slot = traffic.enter();
  const drains = Promise.all([traffic.drain(), traffic.drain()]);
  slot.leave();
  await drains;
});

it('a drain waits for those that wait for their turn, and not for those that are waited for', async () => {
  const traffic = createConcurrencyLimit(2);
  const [turn, body] = [gate(), gate()];
  const [waits, reads] = [traffic.enter(), traffic.enter()];
  const waiting = waits.untilTurn(turn.opened);
  const reading = reads.whileReading(() => body.opened);
  const onDrained = vi.fn();
  const drained = traffic.drain().then(onDrained);
  await settle();
  expect(onDrained).not.toHaveBeenCalled();
  turn.open();
  await waiting;
  waits.leave();
  await drained;
  body.open();
  await expect(reading).rejects.toMatchObject({ type: 'shutting_down' });
  reads.leave();
});

it('who reads leaves its room to others, and has to find room again', async () => {
  const traffic = createConcurrencyLimit(1);
  const body = gate();
  const reads = traffic.enter();
  const reading = reads.whileReading(() => body.opened);
  const other = traffic.enter();
  expect(() => traffic.enter()).toThrow('Too many requests in progress');
  body.open();
  await expect(reading).rejects.toMatchObject({ type: 'overloaded' });
  reads.leave();
  other.leave();
  expect(await traffic.enter().whileReading(() => Promise.resolve('a body'))).toBe('a body');
  expect(() => traffic.enter()).toThrow('Too many requests in progress');
});

it('five times as many as are let in wait for their turn, and no more', async () => {
  const traffic = createConcurrencyLimit(1);
  const turn = gate();
  const waiting = Array.from({ length: 5 }, () => traffic.enter().untilTurn(turn.opened));
  const last = traffic.enter();
  await expect(last.untilTurn(turn.opened)).rejects.toMatchObject({ type: 'overloaded' });
  last.leave();
  turn.open();
  await Promise.all(waiting);
});

it('a rest that fails is over, too', async () => {
  const traffic = createConcurrencyLimit(1);
  traffic.track(Promise.reject(new Error('no database')));
  await traffic.drain();
});
