import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../test/checked-fake.test-helper.ts';
import { createFakeSeam } from '../fake/create-fake.ts';

interface Body {
  readonly error?: { readonly type: string };
  readonly pagination?: { readonly next_page_url: string | null; readonly next_page_cursor: string | null };
  readonly devices?: readonly { readonly device_id: string }[];
}

const start = () => {
  const fake = createCheckedFake({ seed: 'empty' });
  const send = async (target: string, init: RequestInit & { json?: unknown } = {}) => {
    const { json, headers, ...rest } = init;
    const response = await fake.fetch(new URL(target, fake.endpoint), {
      method: json === undefined ? 'GET' : 'POST',
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      ...rest,
      headers: {
        authorization: `Bearer ${fake.apiKey}`,
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...(headers as Record<string, string>),
      },
    });
    const body = (await response.json()) as Body;
    return { status: response.status, type: body.error?.type, body };
  };
  return { ...fake, send };
};

describe('verbs', () => {
  it.each(['PATCH', 'POST', 'PUT'])('%s updates an access code and a noise threshold', async (method) => {
    const { add, send, state } = start();
    const { device_id } = add.device();
    const { access_code_id } = add.accessCode({ device_id, name: 'Old' });
    const code = { access_code_id, name: 'New' };
    expect((await send('/access_codes/update', { method, json: code })).status).toBe(200);
    expect(state.accessCodes.get(access_code_id)?.name).toBe('New');

    const sensor = add.noiseSensor();
    const { noise_threshold_id } = add.noiseThreshold({ device_id: sensor.device_id });
    const threshold = { noise_threshold_id, device_id: sensor.device_id, name: 'Loud' };
    const path = '/noise_sensors/noise_thresholds/update';
    expect((await send(path, { method, json: threshold })).status).toBe(200);
    expect(state.noiseThresholds.get(noise_threshold_id)?.name).toBe('Loud');
  });

  it.each([
    ['/access_codes/update', 'DELETE'],
    ['/devices/list', 'HEAD'],
    ['/devices/list', 'PUT'],
  ])('%s refuses %s with 405', async (path, method) => {
    const { fetch, endpoint, apiKey } = start();
    const response = await fetch(endpoint + path, { method, headers: { authorization: `Bearer ${apiKey}` } });
    expect(response.status).toBe(405);
  });
});

describe('pages', () => {
  const addDevices = ({ add }: ReturnType<typeof start>) => {
    const account = add.connectedAccount();
    const { connected_account_id } = account;
    const wanted = { connected_account_id, custom_metadata: { floor: '1', new: true } };
    return Array.from({ length: 5 }, () => [add.device(wanted), add.device()]).map(
      ([device]) => device?.device_id,
    );
  };
  const filters = { limit: 2, custom_metadata_has: { floor: '1', new: true } };

  it.each([
    ['GET', '/devices/list?limit=2&custom_metadata_has.floor=1&custom_metadata_has.new=true', undefined],
    ['POST', '/devices/list', filters],
  ])('of a list by %s are followed by their URLs, which keep limit and filters', async (_, path, json) => {
    const it = start();
    const wanted = addDevices(it);
    const found: unknown[] = [];
    for (let at: string | null = path, first = true; at !== null; first = false) {
      const { status, body } = await it.send(at, first && json ? { json } : {});
      expect(status).toBe(200);
      expect(body.devices?.length).toBeLessThanOrEqual(2);
      found.push(...(body.devices ?? []).map(({ device_id }) => device_id));
      at = body.pagination?.next_page_url ?? null;
      if (at !== null) expect(at).toMatch(`${it.endpoint}/devices/list?`);
    }
    expect(found).toEqual(wanted);
  });

  it('have URLs with the address that the caller used', async () => {
    const fake = createFakeSeam({ seed: 'empty' });
    for (const _ of [1, 2]) fake.add.device();
    await using server = await fake.listen();
    const { port } = server;
    const next = async (base: string, send = fetch) => {
      const headers = { authorization: `Bearer ${fake.apiKey}` };
      const response = await send(`${base}/devices/list?limit=1`, { headers });
      return ((await response.json()) as Body).pagination?.next_page_url ?? '';
    };
    for (const base of [`http://127.0.0.1:${port}`, `http://localhost:${port}`])
      expect((await next(base)).startsWith(`${base}/devices/list?`)).toBe(true);
    expect(await next('https://connect.getseam.com', fake.fetch)).toMatch(
      /^https:\/\/connect\.getseam\.com\/devices/,
    );
  });

  it('refuse a cursor with other parameters, nested ones and the limit included', async () => {
    const it = start();
    addDevices(it);
    const { body } = await it.send('/devices/list', { json: filters });
    const page_cursor = body.pagination?.next_page_cursor;
    const list = (json: object) => it.send('/devices/list', { json: { ...json, page_cursor } });
    expect((await list(filters)).status).toBe(200);
    const { custom_metadata_has } = filters;
    for (const other of [
      { ...filters, limit: 3 },
      { ...filters, custom_metadata_has: { ...custom_metadata_has, floor: '2' } },
      { limit: 2 },
    ])
      expect((await list(other)).type).toBe('mismatched_page_parameters');
    expect((await it.send('/devices/list?page_cursor=x')).type).toBe('invalid_input');
    expect((await it.send('/devices/list', { json: { limit: 2, page_cursor: null } })).status).toBe(200);
  });

  it('have short cursors, however long the filters are', async () => {
    const { add, send } = start();
    const device_ids = Array.from({ length: 100 }, () => add.device().device_id);
    const { body } = await send('/devices/list', { json: { limit: 1, device_ids } });
    expect(body.pagination?.next_page_cursor?.length).toBeLessThan(60);
  });
});

describe('parameters', () => {
  it.each(['text/plain', 'application/x-www-form-urlencoded'])(
    'a body of type %s is refused by its type, whether it is JSON or not',
    async (type) => {
      const { send } = start();
      for (const body of ['{"limit":1}', 'limit=1'])
        expect(
          await send('/devices/list', { method: 'POST', body, headers: { 'content-type': type } }),
        ).toMatchObject({ status: 400, type: 'invalid_content_type' });
    },
  );

  it('an empty body counts as no parameters, whatever its type is', async () => {
    const { send } = start();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await send('/devices/list', { method: 'POST', body: '', headers })).status).toBe(200);
  });

  it('booleans in custom_metadata_has find the same by GET as by POST', async () => {
    const { add, seam, send } = start();
    const { device_id } = add.device({ custom_metadata: { vip: true } });
    add.device({ custom_metadata: { vip: false } });
    add.device();
    const custom_metadata_has = { vip: true };
    expect(await seam.devices.list({ custom_metadata_has })).toMatchObject([{ device_id }]);
    const { body } = await send('/devices/list', { json: { custom_metadata_has } });
    expect(body.devices).toMatchObject([{ device_id }]);
    expect(await seam.devices.list({ custom_metadata_has: { vip: 'true' } })).toHaveLength(1);
    expect(
      (await send('/devices/list', { json: { custom_metadata_has: { vip: '' } } })).body.devices,
    ).toHaveLength(3);
  });

  it('dates and times with an offset are stored and returned in UTC', async () => {
    const { add, seam } = start();
    const { device_id } = add.device();
    const [starts_at, ends_at] = ['2026-03-01T12:00:00+02:00', '2026-03-02T12:00:00.123456-05:00'];
    const utc = { starts_at: '2026-03-01T10:00:00.000Z', ends_at: '2026-03-02T17:00:00.123Z' };
    expect(await seam.accessCodes.create({ device_id, code: '1234', starts_at, ends_at })).toMatchObject(utc);
    const { user_identity_id } = add.userIdentity();
    const requested_access_methods = [{ mode: 'code' as const }];
    const grant = { user_identity_id, device_ids: [device_id], requested_access_methods };
    expect(await seam.accessGrants.create({ ...grant, starts_at, ends_at })).toMatchObject(utc);
    const { acs_system_id } = add.acsSystem();
    const access_schedule = { starts_at, ends_at };
    expect(await seam.acs.users.create({ acs_system_id, full_name: 'Ada', access_schedule })).toMatchObject({
      access_schedule: utc,
    });
    expect(add.accessCode({ device_id, starts_at, ends_at, type: 'time_bound' })).toMatchObject(utc);
    expect(await seam.clientSessions.create({ expires_at: starts_at })).toMatchObject({
      expires_at: utc.starts_at,
    });
  });
});

describe('credentials', () => {
  it('a console session token is accepted with a workspace, wherever a personal access token is', async () => {
    const { add, as, workspaceId } = start();
    const { workspace_id } = add.workspace({ name: 'Other' });
    const consoleSessionToken = add.consoleSession();
    const { device_id } = add.device();
    const { user_identity_id } = add.userIdentity();
    const seam = as({ consoleSessionToken, workspaceId });
    await seam.userIdentities.grantAccessToDevice({ user_identity_id, device_id });
    await seam.userIdentities.revokeAccessToDevice({ user_identity_id, device_id });
    expect(await seam.workspaces.list()).toHaveLength(2);
    expect((await as({ consoleSessionToken, workspaceId: workspace_id }).workspaces.get()).name).toBe(
      'Other',
    );
    const without = as({ consoleSessionToken, workspaceId: null });
    expect(await without.workspaces.create({ name: 'New' })).toMatchObject({ name: 'New' });
  });

  it.each([
    ['an unknown one', 'eyJhbGciOiJub25lIn0.eyJ1c2VyX2lkIjoieCJ9.', true],
    ['one without a workspace', undefined, false],
    ['one with an unknown workspace', undefined, 'nowhere'],
  ])('refuses a console session token: %s', async (_, token, workspace) => {
    const { add, send, workspaceId } = start();
    const headers = {
      authorization: `Bearer ${token ?? add.consoleSession()}`,
      ...(workspace === false ? {} : { 'seam-workspace': workspace === true ? workspaceId : workspace }),
    };
    expect(await send('/devices/list', { headers })).toMatchObject({ status: 401, type: 'unauthorized' });
  });

  it.each(['seam-client-session-token', 'client-session-token', 'seam-publishable-key', 'seam-workspace'])(
    'ignores an empty %s header beside an API key',
    async (name) => {
      const { send } = start();
      expect((await send('/devices/list', { headers: { [name]: '' } })).status).toBe(200);
    },
  );

  it('an unknown client session token has its own type', async () => {
    const { send } = start();
    const headers = { authorization: 'Bearer seam_cst1_unknown' };
    expect(await send('/devices/list', { headers })).toMatchObject({
      status: 401,
      type: 'client_session_not_found',
    });
  });
});

describe('the client of the fake', () => {
  it('retries and polls within milliseconds', async () => {
    const { seam, add, faults } = createFakeSeam({ seed: 'empty' });
    const { device_id } = add.device();
    const before = performance.now();
    const unavailable = { kind: 'status', status: 503 } as const;
    faults.queue('/devices/list', unavailable, unavailable, unavailable);
    expect(await seam.devices.list()).toHaveLength(1);
    expect(await seam.locks.unlockDoor({ device_id })).toMatchObject({ status: 'success' });
    // Before, this took 1.6 seconds.
    expect(performance.now() - before).toBeLessThan(500);
  });

  it('waits for an action attempt until a test moves the clock', async () => {
    const { seam, add, clock } = createFakeSeam({
      seed: 'empty',
      assumptions: { action_attempt_ms: 60_000 },
    });
    const { device_id } = add.device();
    const attempt = seam.locks.unlockDoor({ device_id });
    while ((await seam.actionAttempts.list({ device_id })).length === 0);
    clock.advance(60_000);
    expect(await attempt).toMatchObject({ status: 'success' });
    expect(clock.timestamp()).toBe('2026-01-01T00:01:00.000Z');
  });
});
