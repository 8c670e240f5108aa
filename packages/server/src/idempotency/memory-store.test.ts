import { expect, it, vi } from 'vitest';
import { memoryIdempotencyStore } from './memory-store.ts';

const answer = { status: 200, body: '{"ok":true}' };
const claim = { fingerprint: 'f', lease: 100 };

const claimed = async (store: ReturnType<typeof memoryIdempotencyStore>, key: string) => {
  const taken = await store.claim(key, claim);
  if (taken.state !== 'claimed') throw new Error(`The key is ${taken.state}`);
  return taken.token;
};

it('a key is busy, then done, and free again when it was long enough ago', async () => {
  let now = 0;
  const store = memoryIdempotencyStore({ now: () => now, keep: 1000 });
  const token = await claimed(store, 'k');
  expect(await store.claim('k', claim)).toEqual({ state: 'busy', fingerprint: 'f' });
  await store.complete('k', token, answer);
  expect(await store.claim('k', claim)).toEqual({ state: 'done', fingerprint: 'f', answer });
  now = 999;
  expect(await store.claim('k', claim)).toMatchObject({ state: 'done' });
  now = 1000;
  expect(await store.claim('k', claim)).toMatchObject({ state: 'claimed' });
});

it('a key that is released, or whose lease is over, is free', async () => {
  let now = 0;
  const store = memoryIdempotencyStore({ now: () => now });
  await store.release('k', await claimed(store, 'k'));
  const slow = await claimed(store, 'k');
  now = 100;
  const next = await claimed(store, 'k');
  // Whoever was too slow has lost it, and touches nothing.
  await store.complete('k', slow, answer);
  await store.release('k', slow);
  expect(await store.claim('k', claim)).toMatchObject({ state: 'busy' });
  await store.complete('k', next, answer);
  expect(await store.claim('k', claim)).toMatchObject({ state: 'done' });
});

it.each([{ keep: Number.NaN }, { keep: 0 }, { limit: 1 }, { limit: Number.NaN }, { limit: Infinity }])(
  'a store is not made with %j',
  (options) => {
    const [name = ''] = Object.keys(options);
    expect(() => memoryIdempotencyStore(options)).toThrow(`memoryIdempotencyStore: ${name} must be a`);
  },
);

it('a lease holds when somebody sets the clock', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const store = memoryIdempotencyStore();
  await store.claim('k', { fingerprint: 'f', lease: 60_000 });
  vi.setSystemTime(Date.now() + 3_600_000);
  expect(await store.claim('k', claim)).toMatchObject({ state: 'busy' });
  vi.useRealTimers();
});

it('no more are remembered than there is room for: the oldest that are done are forgotten', async () => {
  const store = memoryIdempotencyStore({ limit: 2 });
  for (const key of ['a', 'b', 'c']) await store.complete(key, await claimed(store, key), answer);
  expect(await store.claim('c', claim)).toMatchObject({ state: 'done' });
  expect(await store.claim('b', claim)).toMatchObject({ state: 'done' });
  expect(await store.claim('a', claim)).toMatchObject({ state: 'claimed' });
  await claimed(store, 'd');
  expect(() => store.claim('e', claim)).toThrow('The store is full');
});

it('what is done is not forgotten by whoever did it, nor done anew', async () => {
  const store = memoryIdempotencyStore();
  const token = await claimed(store, 'k');
  await store.complete('k', token, answer);
  await store.release('k', token);
  await store.complete('k', token, { status: 500, body: '{}' });
  expect(await store.claim('k', claim)).toEqual({ state: 'done', fingerprint: 'f', answer });
});

it('what is done is remembered for a day unless said otherwise, and as many as ten thousand', async () => {
  let now = 0;
  const store = memoryIdempotencyStore({ now: () => now });
  for (let number = 1; number <= 10_001; number += 1)
    await store.complete(`k${number}`, await claimed(store, `k${number}`), answer);
  now = 86_399_999;
  expect(await store.claim('k2', claim)).toMatchObject({ state: 'done' });
  expect(await store.claim('k1', claim)).toMatchObject({ state: 'claimed' });
  now = 86_400_000;
  expect(await store.claim('k10001', claim)).toMatchObject({ state: 'claimed' });
});

it('whoever comes with ever new keys loses their own, and nobody else’s', async () => {
  const store = memoryIdempotencyStore({ limit: 4 });
  const perform = async (key: string) => store.complete(key, await claimed(store, key), answer);
  for (const key of ['ben 1', 'ann 1', ...Array.from({ length: 20 }, (_, n) => `eve ${n}`)])
    await perform(key);
  for (const key of ['ben 1', 'ann 1', 'eve 18', 'eve 19'])
    expect(await store.claim(key, claim)).toMatchObject({ state: 'done' });
  await perform('ben 2');
  expect(await store.claim('ben 1', claim)).toMatchObject({ state: 'done' });
});

it('when all that the greatest has is going on, the oldest of the others is forgotten', async () => {
  const store = memoryIdempotencyStore({ limit: 3 });
  await store.complete('ben 1', await claimed(store, 'ben 1'), answer);
  for (const key of ['eve 1', 'eve 2', 'ann 1']) await claimed(store, key);
  expect(() => store.claim('ben 1', claim)).toThrow('The store is full');
});

it('W45 keeps no more bytes of answers than it may, and the ones of others when one actor has most', async () => {
  const store = memoryIdempotencyStore({ maxBytes: 10_000 });
  const large = { status: 200, body: 'x'.repeat(1_000) };
  await store.complete('ann 1', await claimed(store, 'ann 1'), large);
  for (let number = 0; number < 50; number += 1)
    await store.complete(`eve ${number}`, await claimed(store, `eve ${number}`), large);
  const kept: string[] = [];
  for (let number = 0; number < 50; number += 1) {
    const token = await store.claim(`eve ${number}`, claim);
    if (token.state === 'done') kept.push(`eve ${number}`);
    else if (token.state === 'claimed') await store.release(`eve ${number}`, token.token);
  }
  expect(kept).toEqual(['eve 47', 'eve 48', 'eve 49']);
  expect(await store.claim('ann 1', claim)).toMatchObject({ state: 'done' });
});
