import { endpoints } from '@org/seam-core';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { RequestContext } from './context.ts';
import { createPreChecks } from './pre-checks.ts';

const { list } = endpoints.userIdentities;

const createContext = (): RequestContext<object> => ({
  request: { verb: 'GET', path: list.path, query: '', header: () => undefined, body: () => undefined },
  req: {},
  requestId: 'r1',
  startedAt: 0,
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it.each([0, 1500])('R59: rejects when the rate limit returns %i milliseconds', async (retryAfterMs) => {
  const actor = vi.fn(() => 'ada');
  const runPreChecks = createPreChecks<object>({ rateLimit: () => retryAfterMs, actor });
  await expect(runPreChecks(createContext(), list)).rejects.toMatchObject({
    type: 'rate_limit_exceeded',
    statusCode: 429,
    retryAfterMs,
  });
  expect(actor).not.toHaveBeenCalled();
});

it.each([null, false, true, '5', -1, Number.NaN, Infinity])(
  'R59: fails when the rate limit returns %j, which is no delay',
  async (returned) => {
    const actor = vi.fn(() => 'ada');
    const runPreChecks = createPreChecks<object>({ rateLimit: () => returned as never, actor });
    const cause = new TypeError(
      `rateLimit returned ${typeof returned === 'string' ? JSON.stringify(returned) : String(returned)}. ` +
        'Return the delay before a retry in milliseconds, or undefined to accept the request.',
    );
    await expect(runPreChecks(createContext(), list)).rejects.toMatchObject({ statusCode: 500, cause });
    expect(actor).not.toHaveBeenCalled();
  },
);

it.each(['rateLimit', 'actor'])('R53: %s has a timeout of five seconds by default', async (name) => {
  const runPreChecks = createPreChecks<object>({ [name]: () => new Promise<undefined>(() => {}) });
  const checked = runPreChecks(createContext(), list).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(4999);
  expect(vi.getTimerCount()).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(await checked).toMatchObject({ type: 'authorization_timeout', statusCode: 503 });
});

it.each([
  ['a string', () => 'ada'],
  ['a promise', () => Promise.resolve('ada')],
])('sets the actor from %s, and leaves no timer', async (_, actor) => {
  const context = createContext();
  await createPreChecks<object>({ rateLimit: () => undefined, actor })(context, list);
  expect(context.actor).toBe('ada');
  expect(vi.getTimerCount()).toBe(0);
});
