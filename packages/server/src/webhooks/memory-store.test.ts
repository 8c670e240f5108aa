import { describe, expect, it, vi } from 'vitest';
import { webhookStoreContract } from '../../test/store-contract.test-helper.ts';
import { createMemoryWebhookStore, type MemoryWebhookStoreOptions } from './memory-store.ts';
import type { WebhookLease } from './store.ts';

const start = (options: MemoryWebhookStoreOptions = {}) => {
  const clock = { time: 0 };
  const store = createMemoryWebhookStore({ now: () => clock.time, ...options });
  const acquire = (key: string, fingerprint = 'f') =>
    store.acquire(key, { fingerprint, lease: 1_000 }) as WebhookLease;
  const tokenOf = (result: WebhookLease) => (result.state === 'acquired' ? result.token : '');
  return { clock, store, acquire, tokenOf };
};

webhookStoreContract(() => {
  const { store, clock } = start();
  return { store, pass: (ms) => void (clock.time += ms) };
});

describe('the store in memory', () => {
  it.each([
    { keep: Number.NaN },
    { keep: 0 },
    { keep: -1 },
    { keep: Infinity },
    { keep: '3d' as never },
    { limit: 0 },
    { limit: 1 },
    { limit: Number.NaN },
    { limit: Infinity },
    { limit: 2.5 },
    { maxBytes: 0 },
    { now: 0 as never },
  ])('rejects the options %j', (options) => {
    const [name = ''] = Object.keys(options);
    expect(() => createMemoryWebhookStore(options)).toThrow(`createMemoryWebhookStore: ${name} must be a`);
  });

  it('does not depend on the system clock', () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const store = createMemoryWebhookStore();
    expect(store.acquire('a', { fingerprint: 'f', lease: 60_000 })).toMatchObject({ state: 'acquired' });
    vi.setSystemTime(Date.now() + 3_600_000);
    expect(store.acquire('a', { fingerprint: 'f', lease: 60_000 })).toMatchObject({ state: 'busy' });
    vi.useRealTimers();
  });

  it('remembers a hundred thousand keys by default', async () => {
    const { store, acquire, tokenOf } = start();
    for (let number = 0; number <= 100_000; number += 1)
      await store.complete(`n${number}`, tokenOf(acquire(`n${number}`)));
    expect(acquire('n1').state).toBe('done');
    expect(acquire('n0').state).toBe('acquired');
  });

  it('W34 forgets expired leases when it is full, and no held lease', () => {
    const { clock, acquire } = start({ limit: 2 });
    acquire('a');
    clock.time = 500;
    acquire('b');
    clock.time = 999;
    expect(() => acquire('c')).toThrow('The store is full');
    clock.time = 1_000;
    expect(acquire('c').state).toBe('acquired');
    expect(acquire('b').state).toBe('busy');
  });

  it('forgets the oldest completed key when it is full, and no held lease', async () => {
    const { store, acquire, tokenOf } = start({ limit: 2 });
    await store.complete('a', tokenOf(acquire('a')));
    await store.complete('b', tokenOf(acquire('b')));
    expect(acquire('c').state).toBe('acquired');
    expect(acquire('b').state).toBe('done');
    const d = acquire('d');
    expect(d.state).toBe('acquired');
    expect(() => store.acquire('e', { fingerprint: 'f', lease: 1 })).toThrow('The store is full');
  });

  it('W45 rejects keys of very long event ids beyond the memory limit', () => {
    const { acquire } = start({ maxBytes: 1_000_000 });
    expect(acquire(`event:${'x'.repeat(262_000)}`).state).toBe('acquired');
    expect(() => acquire(`event:${'y'.repeat(262_000)}`)).toThrow('The store is full');
    expect(acquire('msg_1').state).toBe('acquired');
  });

  it('W46 suggests the correct option name', () => {
    expect(() => createMemoryWebhookStore({ limits: 5 } as never)).toThrow(
      'createMemoryWebhookStore: unknown option "limits". Did you mean "limit"?',
    );
  });
});
