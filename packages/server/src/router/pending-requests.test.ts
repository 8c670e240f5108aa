import { expect, it, onTestFinished, vi } from 'vitest';
import { createConcurrencyLimit } from './concurrency-limit.ts';
import type { RequestContext } from './context.ts';
import { createPendingRequests } from './pending-requests.ts';

const read = { verb: 'GET', path: '/devices/list', replay: 'safe' } as const;
const change = { verb: 'POST', path: '/locks/unlock_door', replay: 'never' } as const;

const start = () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const reports: string[] = [];
  const limit = createConcurrencyLimit(10);
  const pending = createPendingRequests<unknown>(limit, undefined, ({ message }, { requestId }) => {
    reports.push(`${requestId}: ${message}`);
  });
  const add = (requestId: string, facts: Partial<RequestContext<unknown>> = {}) => {
    const context = { requestId, slot: limit.acquire(), ...facts } as RequestContext<unknown>;
    pending.start(context);
    return context;
  };
  return { pending, limit, add, reports };
};

it('drain resolves when no request is pending, and reports none', async () => {
  const { pending, add, reports } = start();
  const context = add('r1', { endpoint: change });
  const drained = pending.drain();
  pending.end(context, Promise.resolve());
  context.slot?.release();
  await vi.advanceTimersByTimeAsync(1);
  await drained;
  expect(reports).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

it('R95: drain ends after 90 seconds, and reports each pending request once', async () => {
  const { pending, add, reports } = start();
  add('r1', { endpoint: change, isForwarded: true });
  add('r2', { endpoint: change });
  add('r3', { endpoint: read, isForwarded: true });
  const late = add('r4', { endpoint: change, isForwarded: true, lateWork: new Promise(() => {}) });
  pending.end(late, Promise.resolve());
  late.slot?.release();
  const drained = Promise.all([pending.drain(), pending.drain()]);
  await vi.advanceTimersByTimeAsync(89_999);
  expect(reports).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  await drained;
  const ended = 'drain ended after 90000 milliseconds (drainTimeout). Not finished:';
  expect(reports).toEqual([
    `r1: ${ended} a change, which may be carried out.`,
    `r2: ${ended} a request, of which nothing was sent yet.`,
    `r3: ${ended} a read.`,
    `r4: ${ended} the function or the audit entry of a request whose response was sent.`,
  ]);
});

it('drain does not report requests whose body is not received yet', async () => {
  const { pending, add, reports } = start();
  void add('r1', { endpoint: change }).slot?.whileReading(new Promise(() => {}));
  add('r2', { endpoint: change });
  const drained = pending.drain();
  await vi.advanceTimersByTimeAsync(90_000);
  await drained;
  expect(reports).toEqual([expect.stringContaining('r2')]);
});
