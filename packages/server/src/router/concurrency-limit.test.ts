import { expect, it, vi } from 'vitest';
import { gate } from '../../test/gate.test-helper.ts';
import { createConcurrencyLimit } from './concurrency-limit.ts';

const runMicrotasks = () => new Promise((resolve) => setImmediate(resolve));

it('drain waits for all requests in progress', async () => {
  const limit = createConcurrencyLimit(2);
  const [first, second] = [limit.acquire(), limit.acquire()];
  const onDrained = vi.fn();
  const drained = limit.drain().then(onDrained);
  first.release();
  first.release();
  await runMicrotasks();
  expect(onDrained).not.toHaveBeenCalled();
  second.release();
  await drained;
});

it('drain called twice resolves for both calls', async () => {
  const limit = createConcurrencyLimit(1);
  const slot = limit.acquire();
  const drains = Promise.all([limit.drain(), limit.drain()]);
  slot.release();
  await drains;
});

it('drain waits for queued changes, and not for bodies that are being received', async () => {
  const limit = createConcurrencyLimit(2);
  const [turn, body] = [gate(), gate()];
  const [queued, reader] = [limit.acquire(), limit.acquire()];
  const waiting = queued.whileQueued(() => turn.opened);
  const reading = reader.whileReading(body.opened);
  const onDrained = vi.fn();
  const drained = limit.drain().then(onDrained);
  await runMicrotasks();
  expect(onDrained).not.toHaveBeenCalled();
  turn.open();
  await waiting;
  queued.release();
  await drained;
  body.open();
  await expect(reading).rejects.toMatchObject({ type: 'shutting_down' });
  reader.release();
});

it('a request releases its slot while its body is received, and needs a free slot after that', async () => {
  const limit = createConcurrencyLimit(1);
  const body = gate();
  const reader = limit.acquire();
  const reading = reader.whileReading(body.opened);
  const other = limit.acquire();
  expect(() => limit.acquire()).toThrow('Too many requests in progress');
  body.open();
  await expect(reading).rejects.toMatchObject({ type: 'overloaded' });
  reader.release();
  other.release();
  expect(await limit.acquire().whileReading(Promise.resolve('a body'))).toBe('a body');
  expect(() => limit.acquire()).toThrow('Too many requests in progress');
});

it('limits queued changes to five per slot', async () => {
  const limit = createConcurrencyLimit(1);
  const turn = gate();
  const waiting = Array.from({ length: 5 }, () => limit.acquire().whileQueued(() => turn.opened));
  const last = limit.acquire();
  await expect(last.whileQueued(() => turn.opened)).rejects.toMatchObject({ type: 'overloaded' });
  last.release();
  turn.open();
  await Promise.all(waiting);
});

it('drain does not fail with tracked work that fails', async () => {
  const limit = createConcurrencyLimit(1);
  limit.track(Promise.reject(new Error('no database')));
  await limit.drain();
});
