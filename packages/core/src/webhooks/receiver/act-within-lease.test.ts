import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { actWithinLease } from './act-within-lease.ts';
import { memoryWebhookStore } from './memory-webhook-store.ts';
import { timedStore } from './timed-store.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const act = (run: () => unknown) =>
  actWithinLease({
    store: timedStore(memoryWebhookStore(), 5_000),
    names: [{ key: 'msg', fingerprint: 'f' }],
    lease: 60_000,
    run,
  });

it('W31 waits no longer than the lease, and asks to come again', async () => {
  const acted = act(() => new Promise(() => {})).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(59_999);
  expect(vi.getTimerCount()).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(await acted).toMatchObject({
    type: 'webhook_handler_timeout',
    statusCode: 503,
    retryAfterMs: 5_000,
  });
});

it('leaves no timer behind', async () => {
  expect(await act(() => {})).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});
