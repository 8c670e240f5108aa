import { createSeam } from '@org/seam-core';
import { describe, expect, it } from 'vitest';
import { createFakeSeam } from './create-fake.ts';

const uuid = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
const refusal = (type: string, statusCode: number) => ({ type, statusCode });

describe('a fake', () => {
  it('starts with a building: eight people, and twelve doors in two systems and single locks', async () => {
    const { seam } = createFakeSeam();
    expect(await seam.userIdentities.list()).toHaveLength(8);
    expect(await seam.acs.systems.list()).toHaveLength(2);
    expect((await seam.acs.entrances.list()).length + (await seam.devices.list()).length).toBe(12);
  });

  it('can start empty, or with data of the test', async () => {
    expect(await createFakeSeam({ seed: 'empty' }).seam.userIdentities.list()).toEqual([]);
    const { seam } = createFakeSeam({ seed: (add) => void add.userIdentity({ full_name: 'Ada' }) });
    expect((await seam.userIdentities.list()).map((person) => person.display_name)).toEqual(['Ada']);
  });

  it('creates valid ids, the same in every fake', async () => {
    const [one, two] = await Promise.all(
      [createFakeSeam(), createFakeSeam()].map(({ seam }) => seam.devices.list()),
    );
    const ids = one?.map((device) => device.device_id) ?? [];
    for (const id of ids) expect(id).toMatch(uuid);
    expect(new Set(ids).size).toBe(4);
    expect(two?.map((device) => device.device_id)).toEqual(ids);
  });

  it('shares no state with another fake', async () => {
    const [one, two] = [createFakeSeam(), createFakeSeam()];
    await one.seam.userIdentities.create({ full_name: 'Ada' });
    expect(await one.seam.userIdentities.list()).toHaveLength(9);
    expect(await two.seam.userIdentities.list()).toHaveLength(8);
  });

  it('uses its own clock', async () => {
    const { seam, clock } = createFakeSeam({ seed: 'empty', now: '2030-05-01T12:00:00Z' });
    clock.advance(90_000);
    const person = await seam.userIdentities.create({ full_name: 'Ada' });
    expect(person.created_at).toBe('2030-05-01T12:01:30.000Z');
    expect(() => clock.advance(-1)).toThrow(RangeError);
    expect(() => clock.set('2029-01-01')).toThrow(RangeError);
  });

  it('has handlers as functions', async () => {
    const { handlers } = createFakeSeam();
    const people = await handlers.userIdentities.list({ search: 'ada', limit: undefined }, {});
    expect(people.map((person) => person.full_name)).toEqual(['Ada Okafor']);
  });

  const misspelled = { full_name: 'Ada', emailaddress: 'ada@example.com' };

  it('ignores parameters of handlers that Seam does not have, as in a request', () => {
    const { handlers, journal, state } = createFakeSeam({ seed: 'empty' });
    void handlers.userIdentities.create(misspelled, {});
    expect(journal.last('/user_identities/create')?.params).toEqual({ full_name: 'Ada' });
    expect(state.userIdentities.list()).toMatchObject([{ full_name: 'Ada' }]);
    expect(state.userIdentities.list()[0]).not.toHaveProperty('emailaddress');
  });

  it('ignores the same in objects and lists, but not in objects whose names are the caller’s own', async () => {
    const { handlers, add, state } = createFakeSeam({ seed: 'empty' });
    const { device_id } = add.device();
    const { requested_access_methods } = await handlers.accessGrants.create(
      {
        device_ids: [device_id],
        user_identity: misspelled,
        requested_access_methods: [{ mode: 'code', kode: '1234' } as { mode: 'code' }],
      },
      {},
    );
    expect(requested_access_methods[0]).not.toHaveProperty('kode');
    await handlers.devices.update({ device_id, custom_metadata: { 'any.name': 'x' } }, {});
    expect(state.devices.get(device_id)?.custom_metadata).toEqual({ 'any.name': 'x' });
  });

  it('refuses them when it is strict', () => {
    const fake = createFakeSeam({ seed: 'empty', strict: true });
    const { handlers, state } = fake;
    expect(() => handlers.userIdentities.create(misspelled, {})).toThrow(
      '/user_identities/create has no parameter "emailaddress". Did you mean "email_address"?',
    );
    expect(() => handlers.accessGrants.create({ user_identity: misspelled } as never, {})).toThrow(
      '/access_grants/create has no parameter "user_identity.emailaddress". Did you mean "email_address"?',
    );
    expect(() => handlers.webhooks.list({ limit: undefined } as never, {})).not.toThrow();
    expect(state.userIdentities.size).toBe(0);
    expect(() => fake.verify()).toThrow('Unknown parameter emailaddress in a call of the handler of');
  });
});

describe('a fake on a socket', () => {
  it('listens on this machine only, and stops when it is disposed', async () => {
    const fake = createFakeSeam();
    const { url, port } = await fake.listen();
    expect(url).toBe(`http://127.0.0.1:${port}`);
    const seam = createSeam({ apiKey: fake.apiKey, endpoint: url });
    expect(await seam.userIdentities.list()).toHaveLength(8);
    await fake[Symbol.asyncDispose]();
    await expect(seam.userIdentities.list()).rejects.toMatchObject({ code: 'refused' });
  });

  it('rejects when the port is in use', async () => {
    await using fake = createFakeSeam();
    const { port } = await fake.listen();
    await expect(fake.listen({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});

describe('authentication', () => {
  const asWhom = (fake: ReturnType<typeof createFakeSeam>, options: object) =>
    createSeam({ ...options, endpoint: fake.endpoint, fetch: fake.fetch });

  it.each([
    { apiKey: 'seam_wrong_key' },
    { auth: 'none' },
    { personalAccessToken: 'seam_at1_wrong', workspaceId: 'w' },
  ])('rejects %j', async (options) => {
    const fake = createFakeSeam();
    await expect(asWhom(fake, options).userIdentities.list()).rejects.toMatchObject({
      name: 'SeamUnauthorizedError',
      ...refusal('unauthorized', 401),
    });
  });

  it('is checked before the parameters', async () => {
    const fake = createFakeSeam();
    const response = await fake.fetch(`${fake.endpoint}/user_identities/delete`, {
      method: 'PATCH',
      body: '{',
    });
    expect(response.status).toBe(401);
  });

  it('has access to one workspace with an API key', async () => {
    const fake = createFakeSeam({ seed: 'empty' });
    const { workspace_id } = fake.add.workspace({ name: 'Other' });
    const { user_identity_id } = fake.add.userIdentity({ workspace_id });
    await expect(fake.seam.userIdentities.get({ user_identity_id })).rejects.toMatchObject(
      refusal('user_identity_not_found', 404),
    );
    const other = asWhom(fake, { apiKey: fake.add.apiKey(workspace_id) });
    expect(await other.userIdentities.list()).toHaveLength(1);
    expect((await other.workspaces.list()).map(({ name }) => name)).toEqual(['Other']);
  });

  it('has access to the workspace that the headers name with a personal access token', async () => {
    const fake = createFakeSeam({ seed: 'empty' });
    const { workspace_id } = fake.add.workspace({ name: 'Other' });
    const personalAccessToken = fake.add.personalAccessToken();
    const seam = asWhom(fake, { personalAccessToken, workspaceId: workspace_id });
    expect((await seam.workspaces.get()).name).toBe('Other');
    expect(await seam.workspaces.list()).toHaveLength(2);
    const nowhere = asWhom(fake, { personalAccessToken, workspaceId: 'nowhere' });
    await expect(nowhere.workspaces.get()).rejects.toMatchObject(refusal('unauthorized', 401));
  });
});

describe('a path that Seam does not have', () => {
  it.each([
    ['/user_identites/list', ' Did you mean "/user_identities/list"?'],
    ['/', ''],
    ['/__proto__', ''],
  ])('returns 404 for %s with its own type, and suggests the nearest endpoint', async (path, hint) => {
    const fake = createFakeSeam();
    const response = await fake.fetch(fake.endpoint + path);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      error: { type: 'endpoint_not_found', message: `There is no endpoint ${path}.${hint}` },
      ok: false,
    });
  });
});

describe('input', () => {
  const send = async (path: string, init: RequestInit = {}) => {
    const fake = createFakeSeam();
    const headers = { authorization: `Bearer ${fake.apiKey}`, 'content-type': 'application/json' };
    const response = await fake.fetch(fake.endpoint + path, { headers, ...init });
    return { status: response.status, body: (await response.json()) as { error: object } };
  };

  it('is rejected in Seam’s error format when it is invalid', async () => {
    expect(
      await send('/user_identities/delete', { method: 'POST', body: '{"user_identity_id":"Ada"}' }),
    ).toEqual({
      status: 400,
      body: {
        ok: false,
        error: {
          type: 'invalid_input',
          message: 'Invalid uuid for "user_identity_id"',
          request_id: 'request1',
          validation_errors: { _errors: [], user_identity_id: { _errors: ['Invalid uuid'] } },
        },
      },
    });
  });

  it('reports every invalid parameter', async () => {
    const { body } = await send('/user_identities/grant_access_to_device', { method: 'PUT', body: '{}' });
    expect(body.error).toMatchObject({ message: expect.stringMatching(/^2 Input Errors: /) });
  });

  it('may have unknown parameters, which are dropped', async () => {
    const { status } = await send('/user_identities/create', { method: 'POST', body: '{"shoe_size":44}' });
    expect(status).toBe(200);
  });

  it('may have no body when no parameter is required', async () => {
    expect((await send('/user_identities/create', { method: 'POST' })).status).toBe(200);
  });

  it('returns 405 for a wrong method', async () => {
    expect(await send('/user_identities/create', { method: 'GET' })).toMatchObject({
      status: 405,
      body: { error: { type: 'method_not_allowed' } },
    });
  });
});
