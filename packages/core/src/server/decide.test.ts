import { afterEach, expect, it, vi } from 'vitest';
import { tree } from './adapters.test-helper.ts';
import { decide } from './decide.ts';

const request = { endpoint: tree.widgets.get, params: {}, context: {} };

afterEach(() => {
  vi.useRealTimers();
});

it('R53: a decision is waited for as long as is said, and not longer', async () => {
  vi.useFakeTimers();
  const decided = decide(() => new Promise(() => {}), request, 5000).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(4999);
  expect(vi.getTimerCount()).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(await decided).toMatchObject({ type: 'authorization_timeout', statusCode: 503 });
});

it('a decision that was made leaves no timer behind', async () => {
  vi.useFakeTimers();
  await decide(() => Promise.resolve(true), request, 5000);
  await expect(decide(() => Promise.reject(new Error('x')), request, 5000)).rejects.toMatchObject({
    type: 'authorization_error',
  });
  expect(vi.getTimerCount()).toBe(0);
});

it('R52: an error of Seam’s that a policy met is not passed on as one', async () => {
  const { apiError } = await import('./api-error.ts');
  await expect(decide(() => Promise.reject(apiError('not_found')), request, 5000)).rejects.toMatchObject({
    type: 'authorization_error',
    statusCode: 500,
  });
});

it('what is only like a promise is waited for, too', async () => {
  // eslint-disable-next-line unicorn/no-thenable -- what a library of promises of its own gives
  const saying = (said: unknown) => ({ then: (resolve: (value: unknown) => void) => resolve(said) });
  await decide(() => saying(true), request, 5000);
  await expect(decide(() => saying(false), request, 5000)).rejects.toMatchObject({ type: 'forbidden' });
});

it('R53: a decision has five seconds unless said otherwise', async () => {
  vi.useFakeTimers();
  const decided = decide(() => new Promise(() => {}), request).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(4999);
  expect(vi.getTimerCount()).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(await decided).toMatchObject({ type: 'authorization_timeout' });
});
