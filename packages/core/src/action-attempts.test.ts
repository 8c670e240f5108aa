import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSeam } from './create-seam.ts';
import { waitForActionAttempt } from './wait-for-action-attempt.ts';

const device_id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';
const base = { action_attempt_id: device_id, action_type: 'UNLOCK_DOOR', result: null, error: null };
const pending = { ...base, status: 'pending' };
const success = { ...base, status: 'success', result: {} };
const failed = {
  ...base,
  status: 'error',
  error: { type: 'device_offline', message: 'The lock is offline.' },
};

/** A client that is answered with these action attempts, the last one again and again. */
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

  it('stops waiting when the caller gives up', async () => {
    const { seam } = clientOf([pending]);
    const controller = new AbortController();
    const call = seam.locks.unlockDoor({ device_id }, { signal: controller.signal });
    await vi.advanceTimersByTimeAsync(500);
    controller.abort('enough');
    expect(await settle(call, 0)).toMatchObject({ error: { name: 'SeamAbortError', cause: 'enough' } });
  });

  it('does not wait when it is told not to, for one call or for all', async () => {
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
