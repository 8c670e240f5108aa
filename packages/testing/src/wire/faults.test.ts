import { createSeam, type SeamError, type SeamOptions } from '@org/seam-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFakeSeam } from '../fake/create-fake.ts';
import type { FakeSeam } from '../fake/fake-seam.ts';
import { Random } from '../fake/random.ts';
import type { Fault } from './fault.ts';
import { Faults, planFaults } from './faults.ts';

describe('planning faults', () => {
  const reset = { kind: 'reset', applied: true } as const;

  describe('planFaults', () => {
    it('queues faults, and applies those with a probability at random', () => {
      const faults = new Faults(new Random(1));
      planFaults(faults, [
        { target: '/devices/list', fault: reset },
        { target: '*', fault: { kind: 'status', status: 500 }, probability: 1 },
      ]);
      expect(faults.unused).toEqual([{ target: '/devices/list', fault: reset }]);
      expect(faults.take('/devices/list')).toEqual(reset);
      expect(faults.take('/devices/list')).toEqual({ kind: 'status', status: 500 });
      expect(faults.unused).toEqual([]);
    });

    it('keeps a fault as it was planned when the caller reuses its object', () => {
      const faults = new Faults(new Random(1));
      const fault = { kind: 'status', status: 503 } as { kind: 'status'; status: number };
      faults.queue('*', fault);
      faults.rate('*', fault, 1);
      fault.status = 404;
      expect([faults.take('/devices/list'), faults.take('/devices/list')]).toMatchObject([
        { status: 503 },
        { status: 503 },
      ]);
    });

    it('accepts a single fault', () => {
      const faults = new Faults(new Random(1));
      planFaults(faults, { target: '*', fault: reset });
      expect(faults.unused).toHaveLength(1);
    });

    it.each([
      [[], 0],
      [[{ target: '*', fault: reset }, 'reset'], /^Fault 2 must be/],
      [null, /^Fault 1 must be/],
      [[{ target: '*' }], /^Fault 1: A fault is an object with a kind; got undefined/],
      [
        [{ target: '/devices/explode', fault: reset }],
        /^Fault 1: target must be the path of an endpoint, or "\*"; got "\/devices\/explode"/,
      ],
      [[{ fault: reset }], /^Fault 1: target must be the path .*; got undefined/],
      [[{ target: '*', fault: { kind: 'explode' } }], /^Fault 1: There is no fault/],
      [
        [{ target: '*', fault: { kind: 'status' } }],
        /^Fault 1: The fault "status" needs status: a whole number from 400 to 599/,
      ],
      [
        [{ target: '*', fault: reset, probabilty: 1 }],
        /^Fault 1: unknown option "probabilty". Did you mean "probability"/,
      ],
      [[{ target: '*', fault: reset, probability: 2 }], /from 0 to 1; got 2/],
      [[{ target: '*', fault: reset, probability: '1' }], /from 0 to 1; got "1"/],
    ])('%j: plans all faults or none', (plan, message) => {
      const faults = new Faults(new Random(1));
      if (message instanceof RegExp) expect(() => planFaults(faults, plan)).toThrow(message);
      else planFaults(faults, plan);
      expect(faults.unused).toEqual([]);
    });
  });
});

describe('faults', () => {
  const path = '/user_identities/revoke_access_to_device';

  /** The result for the caller, and the true effect. */
  interface Expected {
    readonly error?: string;
    readonly applied: boolean;
    readonly status: number | null;
  }

  const rows: readonly (readonly [Fault, Expected])[] = [
    [
      { kind: 'status', status: 500 },
      { error: 'SeamServerError', applied: false, status: 500 },
    ],
    [
      { kind: 'status', status: 503, applied: true },
      { error: 'SeamServerError', applied: true, status: 503 },
    ],
    [
      { kind: 'status', status: 429, retry_after: 3 },
      { error: 'SeamRateLimitError', applied: false, status: 429 },
    ],
    [
      { kind: 'status', status: 429 },
      { error: 'SeamRateLimitError', applied: false, status: 429 },
    ],
    [{ kind: 'html' }, { error: 'SeamServerError', applied: false, status: 502 }],
    [
      { kind: 'html', status: 200, applied: true },
      { error: 'SeamInvalidResponseError', applied: true, status: 200 },
    ],
    [
      { kind: 'reset', applied: false },
      { error: 'SeamConnectionError', applied: false, status: null },
    ],
    [
      { kind: 'reset', applied: true },
      { error: 'SeamConnectionError', applied: true, status: null },
    ],
    [
      { kind: 'hang', applied: false },
      { error: 'SeamTimeoutError', applied: false, status: null },
    ],
    [
      { kind: 'hang', applied: true },
      { error: 'SeamTimeoutError', applied: true, status: null },
    ],
    [{ kind: 'truncate' }, { error: 'SeamConnectionError', applied: true, status: null }],
    [
      { kind: 'truncate', bytes: 0 },
      { error: 'SeamConnectionError', applied: true, status: null },
    ],
    [
      { kind: 'content_type', value: 'text/plain' },
      { error: 'SeamInvalidResponseError', applied: true, status: 200 },
    ],
    [
      { kind: 'slow_body', ms: 20 },
      { applied: true, status: 200 },
    ],
    [
      { kind: 'latency', ms: 5, up_to: 20 },
      { applied: true, status: 200 },
    ],
    [
      { kind: 'slow_body', ms: 60_000 },
      { error: 'SeamTimeoutError', applied: true, status: null },
    ],
    [
      { kind: 'latency', ms: 60_000 },
      { error: 'SeamTimeoutError', applied: true, status: null },
    ],
  ];

  describe.each(['fetch', 'a socket'])('through %s', (way) => {
    let fake: FakeSeam;
    let where: Pick<SeamOptions, 'endpoint' | 'fetch'>;

    beforeEach(async () => {
      fake = createFakeSeam();
      where =
        way === 'fetch'
          ? { endpoint: fake.endpoint, fetch: fake.fetch }
          : { endpoint: (await fake.listen()).url };
    });
    afterEach(() => fake[Symbol.asyncDispose]());

    const createParams = async () => {
      const [person] = await fake.seam.userIdentities.list({ search: 'Ada' });
      const user_identity_id = person?.user_identity_id ?? '';
      const [device] = await fake.seam.userIdentities.listAccessibleDevices({ user_identity_id });
      return { user_identity_id, device_id: device?.device_id ?? '' };
    };

    it.each(rows)('%j', async (fault, { error, applied, status }) => {
      const params = await createParams();
      fake.faults.queue(path, fault);
      // Short where the timeout is expected; long where a slow machine must not look like a fault.
      const timeout = error === 'SeamTimeoutError' ? 500 : 20_000;
      const seam = createSeam({ apiKey: fake.apiKey, retry: false, timeout, ...where });
      const thrown = await seam.userIdentities.revokeAccessToDevice(params).then(
        () => undefined,
        (reason: unknown) => reason as SeamError,
      );
      expect(thrown?.name).toBe(error);
      const devices = await fake.seam.userIdentities.listAccessibleDevices(params);
      expect(devices).toHaveLength(applied ? 0 : 1);
      // The fake notices a closed connection after the caller.
      await vi.waitFor(() => {
        expect(fake.journal.find(path)).toMatchObject([{ applied, status, params, attempt: 1 }]);
      });
      if (fault.kind === 'status' && fault.retry_after !== undefined)
        expect(thrown).toMatchObject({ retryAfterMs: Number(fault.retry_after) * 1000 });
    });

    it('recovers from a lost response with a retry', async () => {
      const params = await createParams();
      fake.faults.queue(path, { kind: 'reset', applied: true });
      const patient = createSeam({ apiKey: fake.apiKey, ...where });
      await patient.userIdentities.revokeAccessToDevice(params);
      expect(fake.journal.find(path)).toMatchObject([
        { status: null, attempt: 1, applied: true, fault: 'reset, applied' },
        { status: 200, attempt: 2, applied: true },
      ]);
    });
  });

  describe('faults', () => {
    it('are applied in order, those of the endpoint before those for any', async () => {
      const { seam, faults } = createFakeSeam();
      faults.queue('*', { kind: 'status', status: 418 });
      faults.queue('/devices/list', { kind: 'status', status: 404 }, { kind: 'status', status: 409 });
      const statusOf = (call: Promise<unknown>) =>
        call.then(
          () => 200,
          (error: { statusCode?: number }) => error.statusCode,
        );
      const once = () => statusOf(seam.devices.list({}, { retry: false }));
      expect([await once(), await once(), await once(), await once()]).toEqual([404, 409, 418, 200]);
    });

    it('at a rate are the same in every run with the same seed', async () => {
      const run = async (randomSeed: number) => {
        const { seam, faults, journal } = createFakeSeam({ randomSeed });
        faults.rate('/devices/list', { kind: 'status', status: 500 }, 0.4);
        for (let call = 0; call < 30; call += 1)
          await seam.devices.list({}, { retry: false }).catch(() => undefined);
        return journal.calls.map(({ status }) => status);
      };
      const statuses = await run(42);
      expect(new Set(statuses)).toEqual(new Set([200, 500]));
      expect(await run(42)).toEqual(statuses);
      expect(await run(43)).not.toEqual(statuses);
    });

    it('are rejected when they are invalid, with the expected values', () => {
      const { faults, webhooks } = createFakeSeam();
      expect(() => faults.queue('/devices/list')).toThrow('faults.queue() takes one or more faults');
      expect(() => webhooks.faults.queue()).toThrow('takes one or more faults; got none');
      expect(() => faults.queue('*', { kind: 'explode' } as never)).toThrow(/explode.*Known: status, html/);
      expect(() => faults.queue('*', { kind: 'status', status: 99 })).toThrow(/from 400 to 599; got 99/);
      expect(() => faults.queue('*', { kind: 'latency', ms: -1 })).toThrow(/ms must be .*; got -1/);
      expect(() => faults.rate('*', { kind: 'hang', applied: false }, 2)).toThrow(/from 0 to 1; got 2/);
    });

    it('do not apply changes that the caller is not authorized for', async () => {
      const { fetch, endpoint, faults, journal } = createFakeSeam();
      faults.queue(path, { kind: 'reset', applied: true });
      await expect(fetch(`${endpoint}${path}`, { method: 'POST', body: '{}' })).rejects.toThrow(
        'fetch failed',
      );
      expect(journal.last(path)).toMatchObject({ applied: false, credential: undefined });
    });

    it('wait for the fake’s clock with that option', async () => {
      const { seam, faults, clock, journal } = createFakeSeam({ wait: 'clock' });
      faults.queue('/devices/list', { kind: 'latency', ms: 3_600_000 });
      let isAnswered = false;
      const call = seam.devices.list().then(() => {
        isAnswered = true;
      });
      while (journal.calls.length === 0) await Promise.resolve();
      await new Promise((resolve) => setImmediate(resolve));
      expect(isAnswered).toBe(false);
      clock.advance(3_600_000);
      await call;
      expect(isAnswered).toBe(true);
    });
  });

  describe('the documented rate limits', () => {
    it('apply per device and minute when they are on', async () => {
      const fake = createFakeSeam({ rateLimits: true });
      const [first, second] = await fake.seam.devices.list();
      const lock = (device_id = '') =>
        fake.seam.locks.lockDoor({ device_id }, { retry: false, waitForActionAttempt: false }).then(
          () => 200,
          (error: { statusCode?: number; retryAfterMs?: number }) => [error.statusCode, error.retryAfterMs],
        );
      for (let call = 0; call < 15; call += 1) expect(await lock(first?.device_id)).toBe(200);
      fake.clock.advance(20_000);
      expect(await lock(first?.device_id)).toEqual([429, 40_000]);
      expect(await lock(second?.device_id)).toBe(200);
      fake.clock.advance(40_000);
      expect(await lock(first?.device_id)).toBe(200);
      fake.rateLimits.off();
      for (let call = 0; call < 20; call += 1) expect(await lock(first?.device_id)).toBe(200);
    });
  });
});
