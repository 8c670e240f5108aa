import { endpoints } from '@org/seam-core';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { RequestContext } from './context.ts';
import { createPreChecks } from './pre-checks.ts';

const { list } = endpoints.userIdentities;

const exchange = (): RequestContext<object> => ({
  verb: 'GET',
  path: list.path,
  query: '',
  header: () => undefined,
  body: () => Promise.resolve(undefined),
  req: {},
  state: { requestId: 'r1', startedAt: 0 },
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it.each([0, 1500])('R59: a limit that says %i milliseconds refuses', async (retryAfterMs) => {
  const actor = vi.fn(() => 'ada');
  const askFirst = createPreChecks<object>({ rateLimit: () => retryAfterMs, actor });
  await expect(askFirst(exchange(), list)).rejects.toMatchObject({
    type: 'rate_limit_exceeded',
    statusCode: 429,
    retryAfterMs,
  });
  expect(actor).not.toHaveBeenCalled();
});

it.each(['rateLimit', 'actor'])('R53: %s has five seconds unless said otherwise', async (name) => {
  const askFirst = createPreChecks<object>({ [name]: () => new Promise<undefined>(() => {}) });
  const asked = askFirst(exchange(), list).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(4999);
  expect(vi.getTimerCount()).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(await asked).toMatchObject({ type: 'authorization_timeout', statusCode: 503 });
});

it('who calls is noted, and no timer is left behind', async () => {
  const called = exchange();
  await createPreChecks<object>({ actor: () => Promise.resolve('ada') })(called, list);
  expect(called.state.actor).toBe('ada');
  expect(vi.getTimerCount()).toBe(0);
});
