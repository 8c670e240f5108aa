import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { waitForActionAttempt } from './action-attempts.ts';
import { createSeam } from './create-seam.ts';

const device_id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';
const base = { action_attempt_id: device_id, action_type: 'UNLOCK_DOOR', result: null, error: null };
const pending = { ...base, status: 'pending' };
const success = { ...base, status: 'success', result: {} };
const failed = {
  ...base,
  status: 'error',
  error: { type: 'device_offline', message: 'The lock is offline.' },
};

/** A client that receives these action attempts, and the last one for every further request. */
const clientOf = (attempts: object[], options: object = {}) => {
  const asked: string[] = [];
  const fetch = async (input: RequestInfo | URL) => {
    const { pathname } = new URL(input as string);
    const action_attempt = attempts[Math.min(asked.length, attempts.length - 1)];
    asked.push(pathname);
    return Response.json({ action_attempt, ok: true });
  };
  return { seam: createSeam({ apiKey: 'seam_test1_key', fetch, ...options }), asked };
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const settle = async <TResult>(call: Promise<TResult>, ms: number) => {
  const settled = call.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  await vi.advanceTimersByTimeAsync(ms);
  return await Promise.race([settled, Promise.resolve('still waiting')]);
};

describe('a call that returns an action attempt', () => {
  it('waits until it is over', async () => {
    const { seam, asked } = clientOf([pending, pending, success]);
    expect(await settle(seam.locks.unlockDoor({ device_id }), 2000)).toEqual({ value: success });
    expect(asked).toEqual(['/locks/unlock_door', '/action_attempts/get', '/action_attempts/get']);
  });

  it('fails when it fails', async () => {
    const { seam } = clientOf([pending, failed]);
    expect(await settle(seam.locks.unlockDoor({ device_id }), 1000)).toMatchObject({
      error: { name: 'SeamActionAttemptFailedError', code: 'device_offline', actionAttempt: failed },
    });
  });

  it('C68: gives up at its deadline, and does not look again', async () => {
    const { seam, asked } = clientOf([pending]);
    const call = seam.locks.unlockDoor({ device_id }, { waitForActionAttempt: { timeout: 2500 } });
    expect(await settle(call, 2500)).toMatchObject({
      error: { name: 'SeamActionAttemptTimeoutError', actionAttempt: pending, outcome: 'unknown' },
    });
    const looks = asked.length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked.length).toBe(looks);
  });

  it('C68: ends a look that is under way at the deadline', async () => {
    let isFirst = true;
    const fetch = async () => {
      if (!isFirst) return await new Promise<Response>(() => {});
      isFirst = false;
      return Response.json({ action_attempt: pending, ok: true });
    };
    const seam = createSeam({ apiKey: 'seam_test1_key', fetch });
    const call = seam.locks.unlockDoor({ device_id }, { waitForActionAttempt: { timeout: 1200 } });
    expect(await settle(call, 1300)).toMatchObject({ error: { name: 'SeamActionAttemptTimeoutError' } });
  });

  /** Timers of Node fire up to a millisecond early, as `performance.now()` counts. */
  const turnBack = (now = performance.now.bind(performance)) =>
    vi.spyOn(performance, 'now').mockImplementation(() => now() - 0.9);

  it('C68: gives up when the timer of its last look fires early', async () => {
    let isFirst = true;
    const fetch = async () => {
      if (isFirst) {
        isFirst = false;
        return Response.json({ action_attempt: pending, ok: true });
      }
      turnBack();
      return await new Promise<Response>(() => {});
    };
    const seam = createSeam({ apiKey: 'seam_test1_key', fetch });
    const call = seam.locks.unlockDoor({ device_id }, { waitForActionAttempt: { timeout: 1200 } });
    expect(await settle(call, 1200)).toMatchObject({ error: { name: 'SeamActionAttemptTimeoutError' } });
  });

  it('C68: does not look again when the timer of its last delay fires early', async () => {
    const { seam, asked } = clientOf([pending]);
    const call = seam.locks.unlockDoor({ device_id }, { waitForActionAttempt: { timeout: 500 } });
    await vi.advanceTimersByTimeAsync(400);
    turnBack();
    expect(await settle(call, 100)).toMatchObject({ error: { name: 'SeamActionAttemptTimeoutError' } });
    expect(asked).toEqual(['/locks/unlock_door']);
  });

  it('stops waiting when the caller gives up', async () => {
    const { seam } = clientOf([pending]);
    const controller = new AbortController();
    const call = seam.locks.unlockDoor({ device_id }, { signal: controller.signal });
    await vi.advanceTimersByTimeAsync(500);
    controller.abort('enough');
    expect(await settle(call, 0)).toMatchObject({ error: { name: 'SeamAbortError', cause: 'enough' } });
  });

  it('does not wait when the option of the call or the client is false', async () => {
    const { seam } = clientOf([pending]);
    expect(await settle(seam.locks.unlockDoor({ device_id }, { waitForActionAttempt: false }), 0)).toEqual({
      value: pending,
    });
    const all = clientOf([pending], { waitForActionAttempt: false });
    expect(await settle(all.seam.locks.lockDoor({ device_id }), 0)).toEqual({ value: pending });
    const unset = { waitForActionAttempt: undefined };
    expect(await settle(all.seam.locks.lockDoor({ device_id }, unset), 0)).toEqual({ value: pending });
  });

  it('can be waited for later', async () => {
    const { seam } = clientOf([pending, pending, success]);
    const attempt = seam.locks.unlockDoor({ device_id }, { waitForActionAttempt: false });
    const call = attempt.then((later) => waitForActionAttempt(seam, later, { pollingInterval: 100 }));
    expect(await settle(call, 300)).toEqual({ value: success });
  });
});

/** A client whose polls receive the result of `poll`. */
const polledBy = (poll: (init: RequestInit | undefined) => Response | Promise<Response>) =>
  createSeam({
    apiKey: 'seam_test1_key',
    fetch: async (input, init) =>
      new URL(input as string).pathname.startsWith('/action_attempts/')
        ? await poll(init)
        : Response.json({ action_attempt: pending, ok: true }),
  });

const refused = (): never => {
  throw new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code: 'ECONNREFUSED' }) });
};
const status = (code: number) => () =>
  Response.json({ error: { type: 'some_error', message: 'No.' }, ok: false }, { status: code });

describe('C76: polling that fails', () => {
  const failures: [string, () => Response | Promise<Response>, string][] = [
    ['is refused', refused, 'SeamConnectionError'],
    ['receives 400', status(400), 'SeamApiError'],
    ['receives 401', status(401), 'SeamUnauthorizedError'],
    ['receives 404', status(404), 'SeamNotFoundError'],
    ['receives 429', status(429), 'SeamRateLimitError'],
    ['receives 500', status(500), 'SeamServerError'],
    ['receives HTML', () => new Response('<html>'), 'SeamInvalidResponseError'],
  ];
  const unknown = (cause: string) => ({
    error: {
      name: 'SeamActionAttemptUnknownError',
      outcome: 'unknown',
      actionAttempt: pending,
      cause: expect.objectContaining({ name: cause }) as unknown,
    },
  });

  it.each(failures)('and %s leaves the outcome of the call unknown', async (_, poll, cause) => {
    const call = polledBy(poll).locks.unlockDoor({ device_id });
    expect(await settle(call, 60_000)).toMatchObject(unknown(cause));
  });

  it.each(failures)('and %s leaves it unknown in waitForActionAttempt', async (_, poll, cause) => {
    const call = waitForActionAttempt(polledBy(poll), pending as never);
    expect(await settle(call, 60_000)).toMatchObject(unknown(cause));
  });

  it.each([
    ['another action attempt', { ...success, action_attempt_id: 'other' }],
    ['an unknown status', { ...success, status: 'cancelled' }],
    ['no status', { action_attempt_id: device_id }],
    ['an empty object', {}],
  ])('with %s is unknown', async (_, action_attempt) => {
    const seam = polledBy(() => Response.json({ action_attempt, ok: true }));
    expect(await settle(seam.locks.unlockDoor({ device_id }), 2000)).toMatchObject({
      error: { name: 'SeamActionAttemptUnknownError', outcome: 'unknown', actionAttempt: pending },
    });
  });

  it('because its signal was aborted says which action attempt it was', async () => {
    const controller = new AbortController();
    const seam = polledBy(() => {
      controller.abort('enough');
      return refused();
    });
    const call = seam.locks.unlockDoor({ device_id }, { signal: controller.signal });
    expect(await settle(call, 2000)).toMatchObject({
      error: { name: 'SeamAbortError', outcome: 'unknown', cause: 'enough', actionAttempt: pending },
    });
  });
});

describe('C75: an action attempt', () => {
  it.each([
    ['is an empty object', {}],
    ['is null', null],
    ['has no id', { status: 'pending' }],
    ['has an empty id', { ...pending, action_attempt_id: '' }],
    ['is cancelled', { ...base, status: 'cancelled' }],
    ['has no status', base],
    ['has a list as its status', { ...base, status: ['error'] }],
  ])('that %s is no success', async (_, action_attempt) => {
    const { seam, asked } = clientOf([action_attempt as object]);
    const error = { name: 'SeamInvalidResponseError', reason: 'shape', outcome: 'unknown' };
    expect(await settle(seam.locks.unlockDoor({ device_id }), 60_000)).toMatchObject({ error });
    const later = seam.locks.unlockDoor({ device_id }, { waitForActionAttempt: false });
    expect(await settle(later, 0)).toMatchObject({ error });
    expect(asked).toEqual(['/locks/unlock_door', '/locks/unlock_door']);
    expect(await settle(waitForActionAttempt(seam, action_attempt as never), 0)).toMatchObject({
      error: { name: 'SeamActionAttemptUnknownError', outcome: 'unknown' },
    });
    expect(asked).toHaveLength(2);
  });

  it('that failed without a reason has failed', async () => {
    const { seam } = clientOf([{ ...base, status: 'error' }]);
    expect(await settle(seam.locks.unlockDoor({ device_id }), 0)).toMatchObject({
      error: { name: 'SeamActionAttemptFailedError', code: 'unknown' },
    });
  });
});

describe('C77: polling', () => {
  it('sends the headers of the call', async () => {
    const sent: unknown[] = [];
    const seam = polledBy((init) => {
      sent.push(new Headers(init?.headers).get('x-tenant'));
      return Response.json({ action_attempt: success, ok: true });
    });
    await settle(seam.locks.unlockDoor({ device_id }, { headers: { 'x-tenant': 't1' } }), 1000);
    const options = { headers: { 'x-tenant': 't2' } };
    await settle(waitForActionAttempt(seam, pending as never, options), 1000);
    expect(sent).toEqual(['t1', 't2']);
  });

  it('has the timeout of the call', async () => {
    const seam = polledBy(() => new Promise<Response>(() => {}));
    const call = seam.locks.unlockDoor({ device_id }, { timeout: 40, retry: false });
    expect(await settle(call, 1100)).toMatchObject({
      error: { name: 'SeamActionAttemptUnknownError', cause: { name: 'SeamTimeoutError' } },
    });
  });

  it('is retried as the call is', async () => {
    let polls = 0;
    const seam = polledBy(() => {
      polls += 1;
      return refused();
    });
    await settle(seam.locks.unlockDoor({ device_id }, { retry: false }), 60_000);
    expect(polls).toBe(1);
    await settle(waitForActionAttempt(seam, pending as never, { retry: { attempts: 2 } }), 60_000);
    expect(polls).toBe(3);
  });
});
