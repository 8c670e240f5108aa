import { expect, it, onTestFinished, vi } from 'vitest';
import type { RequestContext } from './context.ts';
import { createTargetTimeout } from './target-timeout.ts';

const change = { verb: 'POST', path: '/locks/unlock_door', replay: 'never' } as const;

const start = (ms?: number) => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const onLateError = vi.fn<(error: unknown, context: unknown) => void>();
  const context = {} as RequestContext<unknown>;
  return { context, onLateError, inTime: createTargetTimeout(ms, onLateError) };
};

it('R95: rejects with an unknown outcome after 40 seconds', async () => {
  const { context, inTime } = start();
  const response = inTime(context, change, () => {
    context.startTimeout?.();
    return new Promise(() => {});
  }).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(39_999);
  expect(context.lateWork).toBeUndefined();
  await vi.advanceTimersByTimeAsync(1);
  expect(await response).toMatchObject({
    statusCode: 504,
    type: 'upstream_timeout',
    data: { outcome: 'unknown' },
  });
});

it('counts the time of the function only, and keeps no timer', async () => {
  const { context, inTime } = start(10);
  const response = inTime(context, change, async () => {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    context.startTimeout?.()();
    await new Promise((resolve) => setTimeout(resolve, 1000));
    return 'done';
  });
  await vi.advanceTimersByTimeAsync(2000);
  expect(await response).toBe('done');
  expect(vi.getTimerCount()).toBe(0);
});

it('passes on an error that occurs after the timeout', async () => {
  const { context, inTime, onLateError } = start(10);
  let fail = (_error: Error) => {};
  const response = inTime(context, change, () => {
    context.startTimeout?.();
    return new Promise((_, reject) => {
      fail = reject;
    });
  }).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(10);
  await response;
  const late = new Error('late');
  fail(late);
  await context.lateWork;
  expect(onLateError).toHaveBeenCalledExactlyOnceWith(late, context);
});
