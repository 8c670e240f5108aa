import { inspect } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { endpoints } from '../contract/endpoints.ts';
import { userIdentities } from '../contract/generated/endpoints/index.ts';
import { createSeam, createSeamFrom } from './create-seam.ts';
import { json, recordingServer } from './recording-server.test-helper.ts';

const user_identity_id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';
const device_id = '054765c8-a2fc-4599-b486-14c19f462c45';
const acs_user_id = 'faa22878-fa74-4ea0-87f7-2b05c1b06181';
const apiKey = 'seam_test1_key';

/** Serializes itself as itself. */
const loop = { toJSON: (): unknown => loop };

const start = async () => {
  const server = await recordingServer(json({ ok: true, user_identities: [], workspace: {} }));
  return {
    server,
    seam: createSeam({ apiKey, endpoint: server.url }),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
};

type Calls = Record<
  string,
  [call: (seam: ReturnType<typeof createSeam>) => Promise<unknown>, line: string, body?: object]
>;

const calls: Calls = {
  grantAccessToDevice: [
    (seam) => seam.userIdentities.grantAccessToDevice({ user_identity_id, device_id }),
    'PUT /user_identities/grant_access_to_device',
    { user_identity_id, device_id },
  ],
  revokeAccessToDevice: [
    (seam) => seam.userIdentities.revokeAccessToDevice({ user_identity_id, device_id }),
    `DELETE /user_identities/revoke_access_to_device?device_id=${device_id}&user_identity_id=${user_identity_id}&_strict=true`,
  ],
  removeAcsUser: [
    (seam) => seam.userIdentities.removeAcsUser({ user_identity_id, acs_user_id }),
    `DELETE /user_identities/remove_acs_user?acs_user_id=${acs_user_id}&user_identity_id=${user_identity_id}&_strict=true`,
  ],
  delete: [
    (seam) => seam.userIdentities.delete({ user_identity_id }),
    `DELETE /user_identities/delete?user_identity_id=${user_identity_id}&_strict=true`,
  ],
  revokeAccessToAllEntrances: [
    (seam) => seam.acs.users.revokeAccessToAllEntrances({ acs_user_id }),
    'POST /acs/users/revoke_access_to_all_entrances',
    { acs_user_id },
  ],
};

describe('the wire format of requests', () => {
  it.each(Object.entries(calls))('%s', async (_, [call, line, body]) => {
    await using world = await start();
    expect(await call(world.seam)).toBeUndefined();
    const [request] = world.server.requests;
    expect(`${request?.method} ${request?.url}`).toBe(line);
    expect(request?.headers.authorization).toBe(`Bearer ${apiKey}`);
    expect(request?.body).toBe(body ? JSON.stringify(body) : '');
    expect(request?.headers['content-type']).toBe(body ? 'application/json' : undefined);
  });

  it('a read without parameters has no query string', async () => {
    await using world = await start();
    await world.seam.userIdentities.list();
    expect(world.server.requests[0]?.url).toBe('/user_identities/list');
  });

  it('a personal access token travels with its workspace', async () => {
    await using world = await start();
    const seam = createSeam({
      personalAccessToken: 'seam_at1_x',
      workspaceId: user_identity_id,
      endpoint: world.server.url,
    });
    await seam.workspaces.get();
    const headers = world.server.requests[0]?.headers;
    expect([headers?.authorization, headers?.['seam-workspace']]).toEqual([
      'Bearer seam_at1_x',
      user_identity_id,
    ]);
  });

  it("auth: 'none' sends no credential, below the path of the endpoint", async () => {
    await using world = await start();
    const seam = createSeam({ auth: 'none', endpoint: `${world.server.url}/api/seam/` });
    await seam.workspaces.get();
    expect(world.server.requests[0]).toMatchObject({ url: '/api/seam/workspaces/get' });
    expect(world.server.requests[0]?.headers).not.toHaveProperty('authorization');
  });

  it('what is undefined is not sent', async () => {
    await using world = await start();
    await world.seam.userIdentities.list({ search: undefined, limit: 0 });
    expect(world.server.requests[0]?.url).toBe('/user_identities/list?limit=0&_strict=true');
  });
});

describe('what is refused before it is sent', () => {
  it.each([
    [undefined],
    [{}],
    [null],
    [[]],
    ['Ada'],
    [{ user_identity_id: '' }],
    [{ user_identity_id: undefined }],
    [{ user_identity_id: [user_identity_id, device_id] }],
    [{ user_identity_id: [user_identity_id] }],
  ])('delete(%j) has no user_identity_id', async (params) => {
    await using world = await start();
    const call = world.seam.userIdentities.delete as (params: unknown) => Promise<void>;
    await expect(call(params)).rejects.toMatchObject({
      name: 'SeamInvalidInputError',
      outcome: 'not_sent',
      message: expect.stringContaining('user_identity_id is required'),
    });
    expect(world.server.requests).toEqual([]);
  });

  it.each([[{}], [{ acs_user_id, user_identity_id }], [{ acs_system_id: device_id }], [undefined]])(
    'C67: revokeAccessToAllEntrances(%j) does not say whose',
    async (params) => {
      await using world = await start();
      const call = world.seam.acs.users.revokeAccessToAllEntrances as (params: unknown) => Promise<void>;
      await expect(call(params)).rejects.toThrow(
        'Pass acs_user_id, or user_identity_id (optionally with acs_system_id)',
      );
      expect(world.server.requests).toEqual([]);
    },
  );

  it.each([[Number.NaN], [Symbol('x')], [() => 1], [10n]])(
    'rejects %s, which cannot be serialized',
    async (limit) => {
      await using world = await start();
      const call = world.seam.userIdentities.list as (params: unknown) => Promise<unknown>;
      await expect(call({ limit })).rejects.toMatchObject({ outcome: 'not_sent', type: 'invalid_input' });
      expect(world.server.requests).toEqual([]);
    },
  );

  it.each<[string, unknown, string]>([
    ['the promise of an id', { search: Promise.resolve('Ada') }, 'A value of type Promise cannot be sent'],
    [
      'a Set of ids',
      { user_identity_ids: new Set([user_identity_id]) },
      'A value of type Set cannot be sent',
    ],
    ['a Map in a record', { filter: { has: new Map([['a', 'b']]) } }, 'A value of type Map cannot be sent'],
    ['a boxed text', { search: Object('Ada') }, 'A value of type String cannot be sent'],
    ['an id that is an empty object', { acs_system_id: {} }, 'Empty value for "acs_system_id"'],
    ['an id that is an object', { acs_system_id: { id: 'a' } }, 'Empty value for "acs_system_id"'],
    ['a list in the place of one id', { acs_system_id: ['a', 'b'] }, 'Empty value for "acs_system_id"'],
    ['a value whose toJSON returns itself', { at: { toJSON: (): unknown => loop } }, 'is nested too deeply'],
    ['the promise of parameters', Promise.resolve({ limit: 1 }), 'Expected an object of parameters'],
    ['URLSearchParams', new URLSearchParams('limit=1'), 'Expected an object of parameters'],
  ])('C112: a list whose filter would be lost: %s', async (_, params, message) => {
    await using world = await start();
    const call = world.seam.userIdentities.list as (params: unknown) => Promise<unknown>;
    await expect(call(params)).rejects.toMatchObject({
      name: 'SeamInvalidInputError',
      outcome: 'not_sent',
      message: expect.stringContaining(message) as string,
    });
    expect(world.server.requests).toEqual([]);
  });

  it.each([{ without_user_identifier_key: true }, { acs_system_id: null }, { acs_system_ids: [] }])(
    'C112: but not %j, which has a meaning',
    async (params) => {
      await using world = await start();
      const call = world.seam.userIdentities.list as (params: unknown) => Promise<unknown>;
      expect(await call(params)).toEqual([]);
      expect(world.server.requests).toHaveLength(1);
    },
  );

  it('C112: but not a member of a record that is undefined, which is omitted', async () => {
    await using world = await start();
    const call = world.seam.userIdentities.list as (params: unknown) => Promise<unknown>;
    expect(await call({ filter: { a: undefined, b: 1 } })).toEqual([]);
    expect(world.server.requests.map(({ url }) => url)).toEqual([
      '/user_identities/list?filter.b=1&_strict=true',
    ]);
  });
});

describe('the client', () => {
  it('looks up fetch when it is called', async () => {
    const seam = createSeam({ apiKey });
    const fetch = vi.fn(async () => Response.json({ ok: true }));
    vi.stubGlobal('fetch', fetch);
    await seam.userIdentities.delete({ user_identity_id });
    expect(fetch).toHaveBeenCalledOnce();
    vi.unstubAllGlobals();
  });

  it('calls fetch as a function of its own, which a browser insists on', async () => {
    const receivers: unknown[] = [];
    const seam = createSeam({
      apiKey,
      fetch: async function (this: unknown) {
        receivers.push(this);
        return Response.json({ ok: true });
      },
    });
    await seam.userIdentities.delete({ user_identity_id });
    expect(receivers).toEqual([undefined]);
  });

  it('takes an API key alone, or before its options', async () => {
    await using world = await start();
    const { url: endpoint } = world.server;
    vi.stubEnv('SEAM_ENDPOINT', endpoint);
    await createSeam(apiKey).workspaces.get();
    vi.unstubAllEnvs();
    await createSeam(apiKey, { endpoint, headers: { 'x-tenant': 'a' } }).workspaces.get();
    expect(world.server.requests.map(({ headers }) => [headers.authorization, headers['x-tenant']])).toEqual([
      [`Bearer ${apiKey}`, undefined],
      [`Bearer ${apiKey}`, 'a'],
    ]);
  });

  it('has the resources it was made for, and no others', () => {
    const options = { apiKey };
    expect(Object.keys(createSeam(options, { people: userIdentities }))).toEqual(['request', 'people']);
    expect(Object.keys(createSeamFrom({ userIdentities }, options))).toEqual(['request', 'userIdentities']);
    expect(Object.keys(createSeam(options))).toContain('userIdentities');
  });
});

describe('what a console shows', () => {
  const options = { auth: 'none', endpoint: 'https://example.com' } as const;

  it('is the names of the resources of a client', () => {
    const seam = createSeam(options, { people: endpoints.userIdentities, locks: endpoints.locks });
    expect(inspect(seam)).toBe('Seam { request, people, locks }');
    expect(inspect(createSeam(options))).toBe(`Seam { request, ${Object.keys(endpoints).join(', ')} }`);
    expect(Object.keys(seam)).toEqual(['request', 'people', 'locks']);
  });

  it('is the names of the methods of a resource', () => {
    const { userIdentities } = createSeam(options);
    expect(inspect(userIdentities.revokeAccessToDevice)).toBe('[Function: revokeAccessToDevice]');
    expect(inspect(userIdentities)).toContain('delete: [Function: delete]');
  });
});
