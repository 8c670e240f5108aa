import { expect, it, vi } from 'vitest';
import { idempotencyStoreContract } from '../../test/store-contract.test-helper.ts';
import { createMemoryIdempotencyStore } from './memory-store.ts';

const response = { status: 200, body: '{"ok":true}' };
const request = { fingerprint: 'f', lease: 100 };

const take = async (store: ReturnType<typeof createMemoryIdempotencyStore>, key: string) => {
  const taken = await store.acquire(key, request);
  if (taken.state !== 'acquired') throw new Error(`The key is ${taken.state}`);
  return taken.token;
};

idempotencyStoreContract(() => {
  let now = 0;
  const pass = (ms: number) => void (now += ms);
  return { store: createMemoryIdempotencyStore({ now: () => now }), pass };
});

it.each([{ keep: Number.NaN }, { keep: 0 }, { limit: 1 }, { limit: Number.NaN }, { limit: Infinity }])(
  'rejects the options %j',
  (options) => {
    const [name = ''] = Object.keys(options);
    expect(() => createMemoryIdempotencyStore(options)).toThrow(
      `createMemoryIdempotencyStore: ${name} must be a`,
    );
  },
);

it('a lease does not depend on the system clock', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const store = createMemoryIdempotencyStore();
  await store.acquire('k', { fingerprint: 'f', lease: 60_000 });
  vi.setSystemTime(Date.now() + 3_600_000);
  expect(await store.acquire('k', request)).toMatchObject({ state: 'busy' });
  vi.useRealTimers();
});

it('at the limit the oldest completed keys are forgotten', async () => {
  const store = createMemoryIdempotencyStore({ limit: 2 });
  for (const key of ['a', 'b', 'c']) await store.complete(key, await take(store, key), response);
  expect(await store.acquire('c', request)).toMatchObject({ state: 'done' });
  expect(await store.acquire('b', request)).toMatchObject({ state: 'done' });
  expect(await store.acquire('a', request)).toMatchObject({ state: 'acquired' });
  await take(store, 'd');
  expect(() => store.acquire('e', request)).toThrow('The store is full');
});

it('remembers ten thousand keys for a day by default', async () => {
  let now = 0;
  const store = createMemoryIdempotencyStore({ now: () => now });
  for (let number = 1; number <= 10_001; number += 1)
    await store.complete(`k${number}`, await take(store, `k${number}`), response);
  now = 86_399_999;
  expect(await store.acquire('k2', request)).toMatchObject({ state: 'done' });
  expect(await store.acquire('k1', request)).toMatchObject({ state: 'acquired' });
  now = 86_400_000;
  expect(await store.acquire('k10001', request)).toMatchObject({ state: 'acquired' });
});

it('an actor with many keys loses only their own', async () => {
  const store = createMemoryIdempotencyStore({ limit: 4 });
  const perform = async (key: string) => store.complete(key, await take(store, key), response);
  for (const key of ['ben 1', 'ann 1', ...Array.from({ length: 20 }, (_, n) => `eve ${n}`)])
    await perform(key);
  for (const key of ['ben 1', 'ann 1', 'eve 18', 'eve 19'])
    expect(await store.acquire(key, request)).toMatchObject({ state: 'done' });
  await perform('ben 2');
  expect(await store.acquire('ben 1', request)).toMatchObject({ state: 'done' });
});

it('when the largest actor has only requests in progress, the oldest completed key of the others is forgotten', async () => {
  const store = createMemoryIdempotencyStore({ limit: 3 });
  await store.complete('ben 1', await take(store, 'ben 1'), response);
  for (const key of ['eve 1', 'eve 2', 'ann 1']) await take(store, key);
  expect(() => store.acquire('ben 1', request)).toThrow('The store is full');
});

it('W45 limits the bytes of responses, and keeps those of other actors', async () => {
  const store = createMemoryIdempotencyStore({ maxBytes: 10_000 });
  const large = { status: 200, body: 'x'.repeat(1_000) };
  await store.complete('ann 1', await take(store, 'ann 1'), large);
  for (let number = 0; number < 50; number += 1)
    await store.complete(`eve ${number}`, await take(store, `eve ${number}`), large);
  const kept: string[] = [];
  for (let number = 0; number < 50; number += 1) {
    const token = await store.acquire(`eve ${number}`, request);
    if (token.state === 'done') kept.push(`eve ${number}`);
    else if (token.state === 'acquired') await store.release(`eve ${number}`, token.token);
  }
  expect(kept).toEqual(['eve 47', 'eve 48', 'eve 49']);
  expect(await store.acquire('ann 1', request)).toMatchObject({ state: 'done' });
});
