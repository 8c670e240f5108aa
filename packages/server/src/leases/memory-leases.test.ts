import { expect, it } from 'vitest';
import { createMemoryLeases, type MemoryLeasesOptions } from './memory-leases.ts';

const request = { fingerprint: 'f', lease: 100 };

const start = (limit: number, options: Partial<MemoryLeasesOptions<string>> = {}) => {
  const clock = { time: 0, reads: 0 };
  const now = () => {
    clock.reads += 1;
    return clock.time;
  };
  const leases = createMemoryLeases<string>({
    keep: 10_000,
    limit,
    maxBytes: Infinity,
    now,
    what: 'keys',
    ...options,
  });
  const take = (key: string) => {
    const lease = leases.acquire(key, request);
    if (lease.state !== 'acquired') throw new Error(`${key} is ${lease.state}`);
    return lease.token;
  };
  return { clock, leases, take };
};

it('acquires a key with an expired lease without forgetting another', () => {
  const { clock, leases, take } = start(2);
  leases.complete('done', take('done'), 'first');
  take('late');
  clock.time = 100;
  take('late');
  expect(leases.acquire('done', request)).toEqual({ state: 'done', fingerprint: 'f', result: 'first' });
});

it('forgets only the oldest completed key', () => {
  const { leases, take } = start(3);
  for (const key of ['a', 'b', 'c']) leases.complete(key, take(key), key);
  take('d');
  expect(['b', 'c'].map((key) => leases.acquire(key, request).state)).toEqual(['done', 'done']);
});

it('a token is valid for one key and one lease', () => {
  const { leases, take } = start(3);
  const [first, second] = [take('a'), take('b')];
  leases.release('a', second);
  leases.complete('b', first, 'x');
  expect(leases.acquire('a', request).state).toBe('busy');
  expect(leases.acquire('b', request).state).toBe('busy');
});

it('the oldest key is the one completed first, not the one acquired first', () => {
  const { leases, take } = start(2);
  const [first, second] = [take('first'), take('second')];
  leases.complete('second', second, 'x');
  leases.complete('first', first, 'x');
  take('third');
  expect(leases.acquire('first', request).state).toBe('done');
});

it.each([10, 10_000])('W45 checks one lease when it is full of %i held leases', (limit) => {
  const { clock, leases, take } = start(limit);
  for (let number = 0; number < limit; number += 1) take(String(number));
  clock.reads = 0;
  expect(() => leases.acquire('one more', request)).toThrow('The store is full');
  expect(clock.reads).toBeLessThan(5);
});

it('W45 forgets expired leases of any duration', () => {
  const { clock, leases, take } = start(2);
  leases.acquire('long', { fingerprint: 'f', lease: 1_000 });
  take('short');
  clock.time = 100;
  take('next');
  expect(leases.acquire('long', request).state).toBe('busy');
  expect(() => leases.acquire('more', request)).toThrow('The store is full');
});

it('W45 forgets a completed key rather than a held lease', () => {
  const { leases, take } = start(2);
  leases.complete('done', take('done'), 'x');
  take('open');
  take('next');
  expect(leases.acquire('open', request).state).toBe('busy');
  expect(() => leases.acquire('done', request)).toThrow('The store is full');
});

it('W45 forgets a completed key rather than an unfinished lease, which prevents that its work is repeated', () => {
  const { clock, leases, take } = start(2);
  leases.complete('done', take('done'), 'x');
  take('late');
  clock.time = 100;
  take('next');
  expect(leases.acquire('late', request)).toMatchObject({ state: 'acquired', isTakeover: true });
});

it('W45 forgets unfinished leases first that expired as long ago as completed keys are remembered', () => {
  const { clock, leases, take } = start(2);
  take('late');
  clock.time = 10_099;
  leases.complete('done', take('done'), 'x');
  clock.time = 10_100;
  take('next');
  expect(leases.acquire('done', request).state).toBe('done');
});

it('W45 counts results by length, and always keeps the latest', () => {
  const { leases, take } = start(100, { maxBytes: 100, lengthOf: (result) => result.length });
  leases.complete('a', take('a'), 'x'.repeat(20));
  leases.complete('b', take('b'), 'x'.repeat(20));
  expect(leases.acquire('a', request).state).toBe('done');
  leases.complete('c', take('c'), 'x'.repeat(500));
  expect(leases.acquire('c', request).state).toBe('done');
  const token = take('d');
  expect(leases.acquire('c', request).state).toBe('acquired');
  leases.release('d', token);
});

it('W45 frees the bytes of a key that is released or forgotten', () => {
  const { clock, leases, take } = start(10, { maxBytes: 30, lengthOf: (result) => result.length });
  for (let times = 0; times < 100; times += 1) leases.release('key', take('key'));
  for (let times = 0; times < 100; times += 1) {
    const token = take(`key ${times}`);
    leases.complete(`key ${times}`, token, '');
    clock.time += 1;
  }
  expect(leases.acquire('key 99', request).state).toBe('done');
});
