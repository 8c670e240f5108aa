import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { checkedWebhookStore, type WebhookLease, type WebhookStore } from './store.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const never = () => new Promise<never>(() => {});
const request = { fingerprint: 'f', lease: 1_000 };

it.each(['acquire', 'complete', 'release'] as const)(
  'W35 waits for %s no longer than the timeout',
  async (name) => {
    const store = checkedWebhookStore({ acquire: never, complete: never, release: never }, 5_000);
    const asked = name === 'acquire' ? store.acquire('a', request) : store[name]('a', 'token');
    const refused = expect(asked).rejects.toMatchObject({
      type: 'webhook_store_unavailable',
      retryAfterMs: 5_000,
      cause: { message: `The store took longer than 5000 milliseconds for ${name}.` },
    });
    await vi.advanceTimersByTimeAsync(5_000);
    await refused;
  },
);

it('W35 treats a synchronous error as a rejection', async () => {
  const store = checkedWebhookStore(
    {
      acquire: () => {
        throw new Error('no connection');
      },
      complete: never,
      release: never,
    },
    5_000,
  );
  await expect(store.acquire('a', request)).rejects.toMatchObject({
    type: 'webhook_store_unavailable',
    cause: new Error('no connection'),
  });
});

it('W35 releases a lease that is acquired after the timeout', async () => {
  let settle: (lease: WebhookLease) => void = () => {};
  const release = vi.fn<WebhookStore['release']>();
  const acquire = () =>
    new Promise<WebhookLease>((resolve) => {
      settle = resolve;
    });
  const store = checkedWebhookStore({ acquire, complete: never, release }, 5_000);
  const refused = expect(store.acquire('a', request)).rejects.toMatchObject({ statusCode: 503 });
  await vi.advanceTimersByTimeAsync(5_000);
  await refused;
  expect(release).not.toHaveBeenCalled();
  settle({ state: 'acquired', token: 'late' });
  await vi.advanceTimersByTimeAsync(0);
  expect(release.mock.calls).toEqual([['a', 'late']]);
});

it('W35 does not release a lease that it did not acquire', async () => {
  let settle: (lease: WebhookLease) => void = () => {};
  const release = vi.fn<WebhookStore['release']>();
  const acquire = () =>
    new Promise<WebhookLease>((resolve) => {
      settle = resolve;
    });
  const store = checkedWebhookStore({ acquire, complete: never, release }, 5_000);
  const refused = expect(store.acquire('a', request)).rejects.toMatchObject({ statusCode: 503 });
  await vi.advanceTimersByTimeAsync(5_000);
  await refused;
  settle({ state: 'busy' });
  await vi.advanceTimersByTimeAsync(0);
  expect(release).not.toHaveBeenCalled();
});
