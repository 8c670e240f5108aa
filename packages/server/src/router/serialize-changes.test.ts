import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { gate } from '../../test/gate.test-helper.ts';
import { createConcurrencyLimit } from './concurrency-limit.ts';
import { createSerializer } from './serialize-changes.ts';

const allowed = () => Promise.resolve();
const done = () => Promise.resolve('done');
const connected = { authorize: allowed, isAbandoned: () => false };

describe('behind a change in progress', () => {
  const params = { user_identity_id: 'u1' };
  const start = () => {
    const serialize = createSerializer();
    let end = () => {};
    const held = new Promise<void>((resolve) => {
      end = resolve;
    });
    const first = serialize(params, {}, { ...connected, run: () => held });
    return { serialize, first, end };
  };

  it('R90: rejects a change whose permission was removed while it waited', async () => {
    const { serialize, first, end } = start();
    const run = vi.fn(done);
    const authorize = vi
      .fn(() => Promise.reject(new Error('not allowed any more')))
      .mockImplementationOnce(allowed as never);
    const rejected = expect(serialize(params, {}, { ...connected, authorize, run })).rejects.toThrow(
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
      const waiting = serialize(params, {}, { ...connected, run }).catch((error: unknown) => error);
      await vi.advanceTimersByTimeAsync(39_999);
      expect(vi.getTimerCount()).toBe(1);
      await vi.advanceTimersByTimeAsync(1);
      expect(await waiting).toMatchObject({ type: 'change_in_progress', statusCode: 503 });
    }
    expect(run).not.toHaveBeenCalled();
  });

  it('a change that is refused because too many wait starts no timeout', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const { serialize } = start();
    const limit = createConcurrencyLimit(1);
    const change = () => serialize(params, { slot: limit.acquire() }, { ...connected, run: done });
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

describe('a change that takes long to authorize', () => {
  const u1 = { user_identity_id: 'u1' };
  const gone = () => true;

  /** Starts a grant whose authorization is pending, and makes another change meanwhile. */
  const start = async (isAbandoned: () => boolean, later: Promise<void> = allowed(), params: object = u1) => {
    const serialize = createSerializer();
    const { open, opened } = gate();
    const granting = vi.fn(done);
    const grant = serialize(u1, {}, { authorize: () => opened, isAbandoned, run: granting });
    const outcome = grant.catch((error: unknown) => error);
    await serialize(params, {}, { ...connected, authorize: () => later, run: done }).catch(() => {});
    open();
    return { outcome: await outcome, granting };
  };

  it('R94: is not made when its caller has disconnected and a later change of the person was made', async () => {
    const { outcome, granting } = await start(gone);
    expect(outcome).toMatchObject({ type: 'change_in_progress', statusCode: 503 });
    expect(granting).not.toHaveBeenCalled();
  });

  it.each([
    ['its caller still waits', start(() => false)],
    ['the later change was denied', start(gone, Promise.reject(new Error('denied')))],
    ['the later change is of another person', start(gone, allowed(), { user_identity_id: 'u2' })],
  ])('R94: is made when %s', async (_, started) => {
    expect((await started).outcome).toBe('done');
  });

  it('R94: is made after an earlier change', async () => {
    const serialize = createSerializer();
    await serialize(u1, {}, { ...connected, run: done });
    expect(await serialize(u1, {}, { ...connected, isAbandoned: gone, run: done })).toBe('done');
  });

  it('leaves no keys behind', async () => {
    const set = vi.spyOn(Map.prototype, 'set');
    await start(gone);
    const maps = set.mock.contexts.filter((_, index) => set.mock.calls[index]?.[0] === 'user_identity_id u1');
    set.mockRestore();
    expect(new Set(maps).size).toBe(2);
    expect(maps.map((map) => (map as Map<string, unknown>).size)).toEqual(maps.map(() => 0));
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
    serialize(first, {}, { ...connected, run: run('first') }),
    serialize(second, {}, { ...connected, run: run('second') }),
  ];
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
  expect(seen).toEqual(isSerialized ? ['first'] : ['first', 'second']);
  end();
  await Promise.all(both);
  expect(seen).toEqual(['first', 'second']);
});
