import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { retryUntilSettled } from './settle.ts';

const delays = [1000, 4000, 15_000];

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

it('retries until the store succeeds', async () => {
  const settle = vi.fn(async () => {});
  settle.mockRejectedValueOnce(new Error('no database')).mockRejectedValueOnce(new Error('no database'));
  const over = retryUntilSettled(settle(), settle, { delays, end: performance.now() + 120_000 });
  await vi.advanceTimersByTimeAsync(999);
  expect(settle).toHaveBeenCalledOnce();
  await vi.advanceTimersByTimeAsync(1);
  expect(settle).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(4000);
  await over;
  expect(settle).toHaveBeenCalledTimes(3);
});

it.each([
  [120_000, 3],
  [6000, 2],
  [1000, 0],
])('within a lease of %i ms retries a failing store %i times', async (lease, times) => {
  const settle = vi.fn(() => Promise.reject(new Error('no database')));
  const over = expect(
    retryUntilSettled(settle(), settle, { delays, end: performance.now() + lease }),
  ).rejects.toThrow('no database');
  await vi.advanceTimersByTimeAsync(lease);
  await over;
  expect(settle).toHaveBeenCalledTimes(1 + times);
});
