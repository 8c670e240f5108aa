import { describe, expect, it, vi } from 'vitest';
import { memoryWebhookStore, type MemoryWebhookStoreOptions } from './memory-store.ts';
import type { WebhookClaim } from './store.ts';

const start = (options: MemoryWebhookStoreOptions = {}) => {
  const clock = { time: 0 };
  const store = memoryWebhookStore({ now: () => clock.time, ...options });
  const claim = (key: string, fingerprint = 'f') =>
    store.claim(key, { fingerprint, lease: 1_000 }) as WebhookClaim;
  const tokenOf = (result: WebhookClaim) => (result.state === 'claimed' ? result.token : '');
  return { clock, store, claim, tokenOf };
};

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
  ])('is not made with %j', (options) => {
    const [name = ''] = Object.keys(options);
    expect(() => memoryWebhookStore(options)).toThrow(`memoryWebhookStore: ${name} must be a`);
  });

  it('gives a key to one, until that one is done or gives it back', async () => {
    const { store, claim, tokenOf } = start();
    const first = claim('a');
    expect([first.state, claim('a').state]).toEqual(['claimed', 'busy']);
    await store.release('a', tokenOf(first));
    const second = claim('a', 'body');
    await store.complete('a', tokenOf(second));
    expect(claim('a')).toEqual({ state: 'done', fingerprint: 'body' });
  });

  it('gives a key to another when its lease has run out, and listens to the first no more', async () => {
    const { clock, store, claim, tokenOf } = start();
    const first = claim('a');
    clock.time = 1_000;
    const second = claim('a');
    expect(second.state).toBe('claimed');
    await store.complete('a', tokenOf(first));
    await store.release('a', tokenOf(first));
    expect(claim('a').state).toBe('busy');
    await store.complete('a', tokenOf(second));
    expect(claim('a').state).toBe('done');
  });

  it('keeps a lease when somebody sets the clock', () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const store = memoryWebhookStore();
    expect(store.claim('a', { fingerprint: 'f', lease: 60_000 })).toMatchObject({ state: 'claimed' });
    vi.setSystemTime(Date.now() + 3_600_000);
    expect(store.claim('a', { fingerprint: 'f', lease: 60_000 })).toMatchObject({ state: 'busy' });
    vi.useRealTimers();
  });

  it('forgets what was done after three days, and not before', async () => {
    const { clock, store, claim, tokenOf } = start();
    await store.complete('a', tokenOf(claim('a')));
    clock.time = 72 * 3_600_000 - 1;
    expect(claim('a').state).toBe('done');
    clock.time += 1;
    expect(claim('a').state).toBe('claimed');
  });

  it('remembers a hundred thousand names unless said otherwise', async () => {
    const { store, claim, tokenOf } = start();
    for (let number = 0; number <= 100_000; number += 1)
      await store.complete(`n${number}`, tokenOf(claim(`n${number}`)));
    expect(claim('n1').state).toBe('done');
    expect(claim('n0').state).toBe('claimed');
  });

  it('W34 forgets a claim whose lease has run out when it is full, and not one that holds', () => {
    const { clock, claim } = start({ limit: 2 });
    claim('a');
    clock.time = 500;
    claim('b');
    clock.time = 999;
    expect(() => claim('c')).toThrow('The store is full');
    clock.time = 1_000;
    expect(claim('c').state).toBe('claimed');
    expect(claim('b').state).toBe('busy');
  });

  it('forgets the oldest that is done when it is full, and nothing that is being acted on', async () => {
    const { store, claim, tokenOf } = start({ limit: 2 });
    await store.complete('a', tokenOf(claim('a')));
    await store.complete('b', tokenOf(claim('b')));
    expect(claim('c').state).toBe('claimed');
    expect(claim('b').state).toBe('done');
    const d = claim('d');
    expect(d.state).toBe('claimed');
    expect(() => store.claim('e', { fingerprint: 'f', lease: 1 })).toThrow('The store is full');
  });

  it('W45 refuses the names of an event whose id is as long as a body when they take too many bytes', () => {
    const { claim } = start({ maxBytes: 1_000_000 });
    expect(claim(`event:${'x'.repeat(262_000)}`).state).toBe('claimed');
    expect(() => claim(`event:${'y'.repeat(262_000)}`)).toThrow('The store is full');
    expect(claim('msg_1').state).toBe('claimed');
  });

  it('W46 suggests the option that was meant', () => {
    expect(() => memoryWebhookStore({ limits: 5 } as never)).toThrow(
      'memoryWebhookStore: unknown option "limits". Did you mean "limit"?',
    );
  });
});
