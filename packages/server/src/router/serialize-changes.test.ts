import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createConcurrencyLimit } from './concurrency-limit.ts';
import { createSerializer } from './serialize-changes.ts';

const allowed = () => Promise.resolve();
const done = () => Promise.resolve('done');

describe('behind a change in progress', () => {
  const params = { user_identity_id: 'u1' };
  const start = () => {
    const serialize = createSerializer();
    let end = () => {};
    const held = new Promise<void>((resolve) => {
      end = resolve;
    });
    const first = serialize(params, {}, { authorize: allowed, run: () => held });
    return { serialize, first, end };
  };

  it('R90: rejects a change whose permission was removed while it waited', async () => {
    const { serialize, first, end } = start();
    const run = vi.fn(done);
    const authorize = vi
      .fn(() => Promise.reject(new Error('not allowed any more')))
      .mockImplementationOnce(allowed as never);
    const rejected = expect(serialize(params, {}, { authorize, run })).rejects.toThrow(
      'not allowed any more',
    );
    end();
    await first;
    await rejected;
    expect(run).not.toHaveBeenCalled();
    expect(authorize).toHaveBeenCalledTimes(2);
  });

  it('R89: rejects a change that waits longer than 40 seconds, and the next one too', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const { serialize } = start();
    const run = vi.fn(done);
    for (const _time of [1, 2]) {
      const waiting = serialize(params, {}, { authorize: allowed, run }).catch((error: unknown) => error);
      await vi.advanceTimersByTimeAsync(39_999);
      expect(vi.getTimerCount()).toBe(1);
      await vi.advanceTimersByTimeAsync(1);
      expect(await waiting).toMatchObject({ type: 'change_in_progress', statusCode: 503 });
    }
    expect(run).not.toHaveBeenCalled();
  });

  it('R95: rejects a change at once behind one that exceeded its time, until that one ends', async () => {
    const serialize = createSerializer();
    const context: { lateWork?: Promise<void> } = {};
    let end = () => {};
    const held = new Promise<void>((resolve) => {
      end = resolve;
    });
    const first = serialize(params, context, { authorize: allowed, run: () => held });
    context.lateWork = first;
    const run = vi.fn(done);
    await expect(serialize(params, {}, { authorize: allowed, run })).rejects.toMatchObject({
      type: 'change_in_progress',
      retryAfterMs: 1000,
    });
    expect(run).not.toHaveBeenCalled();
    end();
    await first;
    expect(await serialize(params, {}, { authorize: allowed, run })).toBe('done');
  });

  it('a change that is refused because too many wait starts no timeout', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const { serialize } = start();
    const limit = createConcurrencyLimit(1);
    const change = () => serialize(params, { slot: limit.acquire() }, { authorize: allowed, run: done });
    const waiting: Promise<unknown>[] = [];
    for (let count = 1; count <= 5; count += 1) {
      waiting.push(change().catch((error: unknown) => error));
      // It releases its slot in the queue.
      await vi.waitUntil(() => vi.getTimerCount() === count, { interval: 1 });
    }
    await expect(change()).rejects.toMatchObject({ type: 'overloaded' });
    expect(vi.getTimerCount()).toBe(5);
    // The timeout of a refused change would be an unhandled rejection, which ends the process.
    await vi.advanceTimersByTimeAsync(40_000);
    for (const error of await Promise.all(waiting))
      expect(error).toMatchObject({ type: 'change_in_progress' });
  });
});

it.each([
  ['the same id', { user_identity_id: 'u1' }, { user_identity_id: 'u1' }, true],
  ['one id of a list', { user_identity_ids: ['u2', 'u1'] }, { user_identity_id: 'u1' }, true],
  ['one of two ids', { acs_user_id: 'a1', user_identity_id: 'u1' }, { acs_user_id: 'a1' }, true],
  [
    'a person inside of an object',
    { user_identity: { user_identity_key: 'k' } },
    { user_identity_key: 'k' },
    true,
  ],
  ['the same key', { user_identity_key: 'k' }, { user_identity_key: 'k' }, true],
  ['the same id under a longer name', { user_identity_id: 'u1' }, { owner_user_identity_id: 'u1' }, true],
  ['another id', { user_identity_id: 'u1' }, { user_identity_id: 'u2' }, false],
  ['equal ids of two kinds', { user_identity_id: '1' }, { acs_user_id: '1' }, false],
  ['no person', { device_id: 'd1' }, { device_id: 'd1' }, false],
])('changes that refer to %s: serialized or not', async (_, first, second, isSerialized) => {
  const serialize = createSerializer();
  const seen: string[] = [];
  let end = () => {};
  const held = new Promise<void>((resolve) => {
    end = resolve;
  });
  const run = (name: string) => async () => {
    seen.push(name);
    if (name === 'first') await held;
  };
  const both = [
    serialize(first, {}, { authorize: allowed, run: run('first') }),
    serialize(second, {}, { authorize: allowed, run: run('second') }),
  ];
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
  expect(seen).toEqual(isSerialized ? ['first'] : ['first', 'second']);
  end();
  await Promise.all(both);
  expect(seen).toEqual(['first', 'second']);
});
