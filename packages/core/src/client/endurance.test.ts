import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { isSeamError } from '../errors/is-seam-error.ts';
import { createSeam } from './create-seam.ts';
import { json, recordingServer } from './recording-server.test-helper.ts';

const apiKey = 'seam_test1_key';
const user_identity_id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';

/** Chance that is the same in every run. */
const seeded = (seed: number) => () => {
  seed = (seed * 1_664_525 + 1_013_904_223) % 2 ** 32;
  return seed / 2 ** 32;
};

afterEach(() => {
  vi.useRealTimers();
});

it('C63: at most one in a hundred of 10 000 revocations fails when every third request does', async () => {
  const chance = seeded(42);
  let sent = 0;
  const faults = [
    async () => Response.json({}, { status: 503 }),
    async () => Response.json({}, { status: 429 }),
    () =>
      Promise.reject(
        new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code: 'ECONNRESET' }) }),
      ),
  ];
  const fetch = async () => {
    sent += 1;
    const fault = chance() < 0.3 ? faults[Math.floor(chance() * faults.length)] : undefined;
    return (await fault?.()) ?? Response.json({ ok: true });
  };
  const seam = createSeam({ apiKey, fetch, retry: { baseDelay: 0 } });
  let told = 0;
  for (let call = 0; call < 10_000; call += 1)
    await seam.acs.users.revokeAccessToAllEntrances({ user_identity_id }).catch((error: unknown) => {
      expect(isSeamError(error)).toBe(true);
      told += 1;
    });
  expect(told).toBeLessThanOrEqual(100);
  expect(sent / 10_000).toBeLessThanOrEqual(1.45);
});

describe('a clock that is wrong', () => {
  const limited = (retryAfter: string) => async () =>
    Response.json({ ok: false }, { status: 429, headers: { 'retry-after': retryAfter } });

  it.each([-3_600_000, 3_600_000])(
    'C36: by %i ms makes no pause of a date in Retry-After that is too long',
    async (off) => {
      const fetch = limited(new Date(Date.now() + 2000).toUTCString());
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + off });
      const delays: number[] = [];
      const seam = createSeam({
        apiKey,
        fetch,
        retry: { baseDelay: 0 },
        hooks: { retry: ({ delay }) => void delays.push(delay) },
      });
      await expect(seam.userIdentities.list()).rejects.toMatchObject({ name: 'SeamRateLimitError' });
      for (const delay of delays) expect(delay).toBeLessThanOrEqual(11_000);
    },
  );

  it('C70: that jumps back an hour leaves a call the time it has', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const seam = createSeam({
      apiKey,
      timeout: 20,
      totalTimeout: 60,
      retry: { baseDelay: 1 },
      fetch: () => {
        vi.setSystemTime(Date.now() - 3_600_000);
        return new Promise(() => {});
      },
    });
    await expect(seam.userIdentities.list()).rejects.toMatchObject({ name: 'SeamTimeoutError' });
  });
});

it('C59: an event loop that was blocked costs a call one attempt more at most', async () => {
  await using server = await recordingServer(json({ user_identities: [], ok: true }));
  const seam = createSeam({ apiKey, endpoint: server.url, timeout: 500, retry: { baseDelay: 1 } });
  const call = seam.userIdentities.list();
  const until = performance.now() + 700;
  while (performance.now() < until);
  expect(await call).toEqual([]);
  expect(server.requests.length).toBeLessThanOrEqual(2);
});

it('C61: sends each of a thousand concurrent calls once, and returns its result', async () => {
  await using server = await recordingServer(json({ user_identities: [], ok: true }));
  const seam = createSeam({ apiKey, endpoint: server.url });
  const results = await Promise.all(Array.from({ length: 1000 }, () => seam.userIdentities.list()));
  expect(results.every((people) => people.length === 0)).toBe(true);
  expect(server.requests).toHaveLength(1000);
});

it('C57: one signal ends all pauses, and the process with them', async () => {
  const program = `
    import { createSeam } from ${JSON.stringify(join(import.meta.dirname, '../index.ts'))};
    const controller = new AbortController();
    let pausing = 0;
    const seam = createSeam({
      apiKey: 'seam_a_b',
      fetch: async () => Response.json({}, { status: 503 }),
      retry: { baseDelay: 100_000 },
      totalTimeout: 1_000_000,
      hooks: { retry: () => { pausing += 1; if (pausing === 50) controller.abort(); } },
    });
    const calls = Array.from({ length: 50 }, () => seam.userIdentities.list({}, { signal: controller.signal }));
    const settled = await Promise.allSettled(calls);
    console.log(settled.filter(({ reason }) => reason?.name === 'SeamAbortError').length);`;
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--input-type=module-typescript',
    '--eval',
    program,
  ]);
  expect(stdout.trim()).toBe('50');
});
