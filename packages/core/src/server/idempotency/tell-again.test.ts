import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { tellAgain } from './tell-again.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

it('a store is told again until it takes it', async () => {
  const tell = vi.fn(async () => {});
  tell.mockRejectedValueOnce(new Error('no database'));
  const over = tellAgain(tell, 120_000);
  await vi.advanceTimersByTimeAsync(999);
  expect(tell).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(tell).toHaveBeenCalledOnce();
  await vi.advanceTimersByTimeAsync(4000);
  await over;
  expect(tell).toHaveBeenCalledTimes(2);
});

it.each([
  [120_000, 3],
  [6000, 2],
  [1000, 0],
])('in a lease of %i ms a store that fails is told %i times more', async (lease, times) => {
  const tell = vi.fn(() => Promise.reject(new Error('no database')));
  const over = tellAgain(tell, lease);
  await vi.advanceTimersByTimeAsync(lease);
  await over;
  expect(tell).toHaveBeenCalledTimes(times);
});
