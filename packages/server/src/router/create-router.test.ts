import { createSeam, endpoints, SeamAbortError } from '@org/seam-core';
import { describe, expect, it, vi } from 'vitest';
import { gate } from '../../test/gate.test-helper.ts';
import { createRequestHandler } from '../adapters/fetch.ts';
import type { ServerRequest } from '../http/request.ts';
import { createRouter } from './create-router.ts';
import type { RouterOptions } from './options.ts';

const unlock = '/locks/unlock_door';
const list = '/devices/list';
const get = '/user_identities/get';
const grant = '/user_identities/grant_access_to_device';
const revoke = '/user_identities/revoke_access_to_device';

const requestOf = (path: string, sent?: object): ServerRequest => ({
  verb: sent ? 'POST' : 'GET',
  path,
  query: '',
  header: (name) => (sent && name === 'content-type' ? 'application/json' : undefined),
  body: () => sent && Promise.resolve(sent),
});

const routerOf = (target: object, options: Pick<RouterOptions, 'expose'> & Partial<RouterOptions>) =>
  createRouter({ tree: endpoints, target: target as never }, {
    authorize: () => true,
    onError: () => {},
    ...options,
  } as never);

it('allows 200 concurrent requests by default', async () => {
  let finish = () => {};
  const held = new Promise<object[]>((resolve) => {
    finish = () => resolve([]);
  });
  const devices = { list: vi.fn(() => held) };
  const { respond } = routerOf({ devices }, { expose: [list] });
  const pending = Array.from({ length: 200 }, () => respond(requestOf(list), {}));
  await vi.waitUntil(() => devices.list.mock.calls.length === 200, { interval: 1, timeout: 10_000 });
  expect(await respond(requestOf(list), {})).toMatchObject({
    status: 503,
    value: { error: { type: 'overloaded' } },
  });
  finish();
  expect(new Set((await Promise.all(pending)).map(({ status }) => status))).toEqual(new Set([200]));
  expect((await respond(requestOf(list), {})).status).toBe(200);
});

it('does not wait for the action attempt: the endpoint that gets it may not be exposed', async () => {
  const unlockDoor = vi.fn((_params: object, _options: object) => Promise.resolve({ status: 'pending' }));
  const { respond } = routerOf({ locks: { unlockDoor } }, { expose: [unlock] });
  const device_id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';
  expect(await respond(requestOf(unlock, { device_id }), {})).toMatchObject({ status: 200 });
  expect(unlockDoor).toHaveBeenCalledExactlyOnceWith(
    { device_id },
    expect.objectContaining({ waitForActionAttempt: false }),
  );
});

it('does not call the handler of a read that is denied', async () => {
  const devices = { list: vi.fn(() => []) };
  const { respond } = routerOf({ devices }, { expose: [list], authorize: () => false });
  expect((await respond(requestOf(list), {})).status).toBe(403);
  expect(devices.list).not.toHaveBeenCalled();
});

const fail = () => Promise.reject();

it.each([
  ['authorize', { authorize: fail }, undefined],
  ['actor', { actor: fail }, undefined],
  ['rateLimit', { rateLimit: fail }, undefined],
  ['a function of the target', {}, { devices: { list: fail } }],
  ['the function that selects the target', {}, fail],
] as const)('R93: reports %s that rejects with undefined', async (_, options, target) => {
  const onError = vi.fn();
  const devices = { list: () => [] };
  const { respond } = routerOf(target ?? { devices }, { expose: [list], ...options, onError } as never);
  expect((await respond(requestOf(list), {})).status).toBe(500);
  expect(onError).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({ message: 'A function threw undefined instead of an error.' }),
    expect.objectContaining({ path: list }),
  );
});

it('R70: does not report a read that ends because its caller disconnected', async () => {
  const onError = vi.fn();
  const audit = vi.fn();
  const started = gate();
  const fetch = (_url: unknown, { signal }: RequestInit) =>
    new Promise<Response>((_, reject) => {
      signal?.addEventListener('abort', () => reject(new Error('aborted')));
      started.open();
    });
  const seam = createSeam({ apiKey: 'seam_test', fetch: fetch as never });
  const { respond } = routerOf(seam, { expose: [list], onError, audit });
  const caller = new AbortController();
  const reading = respond({ ...requestOf(list), signal: caller.signal }, {});
  await started.opened;
  caller.abort();
  expect((await reading).status).toBe(502);
  expect(audit).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({ outcome: 'failed', isAbandoned: true }),
  );
  expect(onError).not.toHaveBeenCalled();
});

it('R70: does not report a read of the application that its signal ended', async () => {
  const onError = vi.fn();
  const started = gate();
  const devices = {
    list: (_params: object, { signal }: { signal: AbortSignal }) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error));
        started.open();
      }),
  };
  const { respond } = routerOf({ devices }, { expose: [list], onError });
  const caller = new AbortController();
  const reading = respond({ ...requestOf(list), signal: caller.signal }, {});
  await started.opened;
  caller.abort();
  expect((await reading).status).toBe(500);
  expect(onError).not.toHaveBeenCalled();
});

it('R70: reports a change that was aborted, although its caller has disconnected', async () => {
  const onError = vi.fn();
  const caller = new AbortController();
  const cause = new SeamAbortError('The call was aborted', { outcome: 'unknown' });
  const unlockDoor = () => {
    caller.abort();
    throw cause;
  };
  const { respond } = routerOf({ locks: { unlockDoor } }, { expose: [unlock], onError });
  const device_id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';
  await respond({ ...requestOf(unlock, { device_id }), signal: caller.signal }, {});
  expect(onError).toHaveBeenCalledExactlyOnceWith(cause, expect.objectContaining({ path: unlock }));
});

it('honours options that an object inherits', async () => {
  const audit = vi.fn();
  const defaults = { authorize: () => true, rateLimit: () => 1000, audit };
  const options = Object.assign(Object.create(defaults), { expose: [list] }) as RouterOptions;
  const handle = createRequestHandler(endpoints, { devices: { list: () => [] } }, options);
  expect((await handle(new Request('http://x/devices/list')))?.status).toBe(429);
  expect(audit).toHaveBeenCalledOnce();
});

describe('a target that is never selected', () => {
  const start = (authorize = () => true) =>
    createRouter({ tree: endpoints, target: (() => new Promise(() => {})) as never }, {
      expose: [list],
      authorize,
      authorizeTimeout: 1,
      maxInFlight: 1,
      onError: () => {},
    } as never);

  it('R53: returns 503 after the timeout of authorize, and frees the slot', async () => {
    const authorize = vi.fn(() => true);
    const { respond, drain } = start(authorize);
    for (const _ of [1, 2])
      expect(await respond(requestOf(list), {})).toMatchObject({
        status: 503,
        value: { error: { type: 'authorization_timeout' } },
      });
    expect(authorize).not.toHaveBeenCalled();
    await drain();
  });
});

describe('behind a change in progress', () => {
  const ids = {
    user_identity_id: '48500a8e-5e7e-4bde-b7e5-0be97cae5d7a',
    device_id: '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3',
  };
  const start = (authorize: () => boolean) => {
    const held = gate();
    const userIdentities = {
      get: vi.fn(() => ({})),
      grantAccessToDevice: vi.fn(() => held.opened),
      revokeAccessToDevice: vi.fn(),
    };
    const { respond } = routerOf({ userIdentities }, { expose: [get, grant, revoke], authorize });
    return { respond, userIdentities, end: held.open, granting: respond(requestOf(grant, ids), {}) };
  };

  it('does not queue a read of the same person', async () => {
    const { respond, end, granting } = start(() => true);
    const { user_identity_id } = ids;
    expect((await respond(requestOf(get, { user_identity_id }), {})).status).toBe(200);
    end();
    expect((await granting).status).toBe(200);
  });

  it('returns 403 at once for a change that is denied', async () => {
    const authorize = vi.fn(() => false).mockReturnValueOnce(true);
    const { respond, userIdentities, end, granting } = start(authorize);
    await vi.waitUntil(() => userIdentities.grantAccessToDevice.mock.calls.length === 1, { interval: 1 });
    expect((await respond(requestOf(revoke, ids), {})).status).toBe(403);
    end();
    await granting;
    expect(userIdentities.revokeAccessToDevice).not.toHaveBeenCalled();
  });

  it('R94: makes no change whose caller disconnected before it was read', async () => {
    const userIdentities = { grantAccessToDevice: vi.fn() };
    const audit = vi.fn();
    const { respond } = routerOf({ userIdentities }, { expose: [grant], audit });
    const request = { ...requestOf(grant, ids), signal: AbortSignal.abort() };
    expect((await respond(request, {})).status).toBe(408);
    expect(audit).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ outcome: 'refused', params: ids, isAbandoned: true }),
    );
    expect(userIdentities.grantAccessToDevice).not.toHaveBeenCalled();
  });

  it.each([
    ['still waits', () => {}],
    ['gives up meanwhile', (caller: AbortController) => caller.abort()],
  ])('R94: revokes after a grant that takes long to authorize, when its caller %s', async (_, next) => {
    const slow = gate();
    const authorize = vi.fn(async ({ endpoint }: { endpoint: string }) => {
      if (endpoint === grant) await slow.opened;
      return true;
    });
    const sent: string[] = [];
    const send = (name: string) => () => void sent.push(name);
    const userIdentities = { grantAccessToDevice: send('grant'), revokeAccessToDevice: send('revoke') };
    const { respond } = routerOf({ userIdentities }, { expose: [grant, revoke], authorize });
    const caller = new AbortController();
    const granting = respond({ ...requestOf(grant, ids), signal: caller.signal }, {});
    await vi.waitUntil(() => authorize.mock.calls.length === 1, { interval: 1 });
    next(caller);
    const revoking = respond(requestOf(revoke, ids), {});
    await vi.waitUntil(() => authorize.mock.calls.length === 2, { interval: 1 });
    slow.open();
    expect([(await granting).status, (await revoking).status]).toEqual([200, 200]);
    expect(sent).toEqual(['grant', 'revoke']);
  });

  it('R90: returns 403 for a change whose permission was removed while it waited', async () => {
    const authorize = vi
      .fn(() => false)
      .mockReturnValueOnce(true)
      .mockReturnValueOnce(true);
    const { respond, userIdentities, end, granting } = start(authorize);
    const revoking = respond(requestOf(revoke, ids), {});
    await vi.waitUntil(() => authorize.mock.calls.length === 2, { interval: 1 });
    end();
    expect((await granting).status).toBe(200);
    expect((await revoking).status).toBe(403);
    expect(userIdentities.revokeAccessToDevice).not.toHaveBeenCalled();
    expect(authorize).toHaveBeenCalledTimes(3);
  });
});
