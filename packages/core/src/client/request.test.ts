import { describe, expect, it, vi } from 'vitest';
import type { AnyEndpoint } from '../contract/endpoint.ts';
import { endpoint } from '../contract/endpoint.ts';
import { endpoints } from '../contract/endpoints.ts';
import { userIdentities } from '../contract/generated/endpoints/index.ts';
import type { ParamsByPath } from '../contract/generated/endpoints/paths.ts';
import { mapEndpoints } from '../contract/tree.ts';
import { createSeam, createSeamFrom, type Seam } from './create-seam.ts';
import type { CallOptions } from './options.ts';
import { paginate } from './pagination.ts';
import { json, type RecordingServer, recordingServer } from './recording-server.test-helper.ts';
import { createPathFinder } from './request.ts';
import { withResponse } from './with-response.ts';

const user_identity_id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';
const device_id = '054765c8-a2fc-4599-b486-14c19f462c45';
const action_attempt_id = 'd6a3f1a0-2b8c-4f43-9d0e-6a1d3cf0a2b7';
const attempt = (status: string) => ({ ok: true, action_attempt: { action_attempt_id, status } });

const start = async (respond: Parameters<typeof recordingServer>[0]) => {
  const server = await recordingServer(respond);
  const options = {
    apiKey: 'seam_test1_key',
    endpoint: server.url,
    retry: { baseDelay: 1 },
    waitForActionAttempt: { pollingInterval: 1 },
  };
  const { [Symbol.asyncDispose]: close } = server;
  return { server, options, seam: createSeam(options), [Symbol.asyncDispose]: close };
};

const linesOf = ({ requests }: RecordingServer) =>
  requests.map(({ method, url, body }) => `${method} ${url} ${body}`);

type Call = (seam: Seam) => Promise<unknown>;

const pages = () => {
  let page = 0;
  const list = (next: string | null) => ({
    ok: true,
    devices: [{ device_id: `device${(page += 1)}` }],
    pagination: { has_next_page: next !== null, next_page_cursor: next, next_page_url: null },
  });
  return (...args: Parameters<ReturnType<typeof json>>) => json(list(page === 0 ? 'cursor' : null))(...args);
};

const attempts = () => {
  let polls = 0;
  return (...args: Parameters<ReturnType<typeof json>>) =>
    json(attempt((polls += 1) < 3 ? 'pending' : 'success'))(...args);
};

const failingOnce = () => {
  let sent = 0;
  return (...args: Parameters<ReturnType<typeof json>>) =>
    (sent += 1) === 1 ? json({}, 503)(...args) : json({ ok: true })(...args);
};

const same: [what: string, respond: () => ReturnType<typeof json>, method: Call, byPath: Call][] = [
  [
    'sends a read in the query',
    () => json({ ok: true, device: { device_id } }),
    (seam) => seam.devices.get({ device_id }),
    (seam) => seam.request('/devices/get', { device_id }),
  ],
  [
    'sends a change in the body, and retries it',
    failingOnce,
    (seam) => seam.userIdentities.grantAccessToDevice({ user_identity_id, device_id }),
    (seam) => seam.request('/user_identities/grant_access_to_device', { user_identity_id, device_id }),
  ],
  [
    'rejects a missing parameter before sending',
    () => json({ ok: true }),
    (seam) => seam.userIdentities.delete({} as never),
    (seam) => seam.request('/user_identities/delete', {} as never),
  ],
  [
    'rejects contradicting parameters before sending',
    () => json({ ok: true }),
    (seam) => seam.acs.users.revokeAccessToAllEntrances({} as never),
    (seam) => seam.request('/acs/users/revoke_access_to_all_entrances', {} as never),
  ],
  [
    'rejects an unknown option',
    () => json({ ok: true }),
    (seam) => seam.devices.list({}, { retries: 3 } as never),
    (seam) => seam.request('/devices/list', {}, { retries: 3 } as never),
  ],
  [
    'waits for the action attempt',
    attempts,
    (seam) => seam.locks.unlockDoor({ device_id }),
    (seam) => seam.request('/locks/unlock_door', { device_id }),
  ],
  [
    'does not wait when told so',
    attempts,
    (seam) => seam.locks.unlockDoor({ device_id }, { waitForActionAttempt: false }),
    (seam) => seam.request('/locks/unlock_door', { device_id }, { waitForActionAttempt: false }),
  ],
  [
    'pages',
    pages,
    (seam) => Array.fromAsync(paginate(seam.devices.list, { limit: 1 })),
    (seam) => {
      const list = (params: ParamsByPath['/devices/list'], options?: CallOptions) =>
        seam.request('/devices/list', params, options);
      return Array.fromAsync(paginate(list, { limit: 1 }));
    },
  ],
  [
    'returns the facts of the response',
    () => json({ ok: true, device: { device_id } }),
    async (seam) => (await withResponse(seam.devices.get, { device_id })).requestId,
    async (seam) => {
      const get = (params: { device_id: string }, options?: object) =>
        seam.request('/devices/get', params, options);
      return (await withResponse(get, { device_id })).requestId;
    },
  ],
];

describe('a call by the path of a documented endpoint', () => {
  it.each(same)('%s, like the method', async (_, respond, method, byPath) => {
    const run = async (call: Call) => {
      await using world = await start(respond());
      const result = await call(world.seam).catch((error: Error) => error.message);
      return { result, lines: linesOf(world.server) };
    };
    const byMethod = await run(method);
    expect(await run(byPath)).toEqual(byMethod);
    expect(byMethod.result ?? byMethod.lines.length).toBeTruthy();
  });

  it('finds every endpoint of the contract', () => {
    const find = createPathFinder(endpoints, undefined);
    const all: AnyEndpoint[] = [];
    mapEndpoints(endpoints, (one) => all.push(one));
    expect(all.length).toBe(201);
    for (const one of all) expect(find(one.path)).toBe(one);
  });

  it('has a stack that begins at the call', async () => {
    await using world = await start(json({}));
    const error: unknown = await world.seam.request('/user_identities/delete', {} as never).catch((e) => e);
    expect((error as Error).stack?.split('\n')[1]).toContain('request.test.ts');
  });
});

describe('a call by a path that is not documented', () => {
  it('is a POST with JSON, and resolves with the whole response body', async () => {
    const body = { ok: true, widget: { id: 1 } };
    await using world = await start(json(body));
    expect(await world.seam.request('/unstable_widgets/get', { widget_id: 'w', a: undefined })).toEqual(body);
    expect(linesOf(world.server)).toEqual(['POST /unstable_widgets/get {"widget_id":"w"}']);
  });

  it('may have no parameters', async () => {
    await using world = await start(json({ ok: true }));
    expect(await world.seam.request('/widgets/clear')).toEqual({ ok: true });
    expect(linesOf(world.server)).toEqual(['POST /widgets/clear {}']);
  });

  it.each([
    ['a body without `ok`', json({ widget: {} }), { widget: {} }],
    ['a body that denies success', json({ ok: false }), 'not_ok'],
    ['an array', json([]), 'invalid_json'],
  ])('%s', async (_, respond, expected) => {
    await using world = await start(respond);
    const result: unknown = await world.seam.request('/widgets/get').catch((error) => error.reason);
    expect(result).toEqual(expected);
  });

  it('is not retried when the first attempt may have had an effect', async () => {
    await using world = await start(json({ error: { type: 'x', message: 'x' } }, 500));
    await expect(world.seam.request('/widgets/create', {})).rejects.toMatchObject({ outcome: 'unknown' });
    expect(world.server.requests.length).toBe(1);
  });

  it.each([
    '',
    'devices/list',
    '/',
    '//evil.example',
    '//evil.example/devices/list',
    '/devices//list',
    '/devices/list/',
    '/devices/../workspaces/reset_sandbox',
    '/devices/./list',
    '/devices/%2e%2e/list',
    String.raw`/\evil.example`,
    '/devices/list?limit=1',
    '/devices/list#all',
    '/devices/list\n',
    '/devices/ list',
    'https://evil.example/devices/list',
    '@evil.example/devices/list',
    '.evil.example/devices/list',
    '/__proto__/..',
    undefined as never,
    {} as never,
    ['/acs/users/revoke_access_to_all_entrances'] as never,
  ])('is refused before it is sent: %j', async (path) => {
    await using world = await start(json({ ok: true }));
    await expect(world.seam.request(path)).rejects.toMatchObject({
      name: 'SeamConfigError',
      outcome: 'not_sent',
    });
    expect(world.server.requests).toEqual([]);
  });
});

describe('an endpoint of the caller', () => {
  it('C122: that is a change without replay, in JavaScript, is not retried', async () => {
    const open = (endpoint as (...args: unknown[]) => AnyEndpoint)('POST', '/widgets/open', {});
    const fetch = vi.fn<typeof globalThis.fetch>(async () => {
      throw new TypeError('fetch failed');
    });
    const seam = createSeamFrom({ open }, { apiKey: 'seam_test1_key', fetch, retry: { baseDelay: 0 } });
    await expect(seam.open({})).rejects.toMatchObject({ outcome: 'unknown' });
    expect(fetch).toHaveBeenCalledTimes(1);
  });
});

describe('a client with a tree of its own', () => {
  it('calls the paths of its tree, and no others', async () => {
    await using world = await start(json({ ok: true, widgets: [] }));
    const list = endpoint<object, object[]>('GET', '/widgets/list', { returns: 'widgets', as: 'list' });
    for (const seam of [
      createSeamFrom({ list, userIdentities }, world.options),
      createSeam(world.options, { list, userIdentities }),
    ]) {
      expect(await seam.request('/widgets/list')).toEqual([]);
      await expect(seam.request('/devices/list')).rejects.toThrow(
        'request: "/devices/list" is not a path of this client. A path begins with "/".',
      );
      await expect(seam.request('/widgets/get')).rejects.toMatchObject({ outcome: 'not_sent' });
    }
    expect(linesOf(world.server)).toEqual(['GET /widgets/list ', 'GET /widgets/list ']);
  });

  it('keeps a member that is called request', async () => {
    await using world = await start(json({ ok: true, widgets: [] }));
    const request = endpoint<{ id: string }, object[]>('GET', '/request', {
      returns: 'widgets',
      as: 'list',
      required: { id: true },
    });
    expect(await createSeamFrom({ request }, world.options).request({ id: '1' })).toEqual([]);
    expect(linesOf(world.server)).toEqual(['GET /request?id=1&_strict=true ']);
  });
});
