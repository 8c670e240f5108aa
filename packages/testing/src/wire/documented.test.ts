import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { createFakeSeam } from '../fake/create-fake.ts';
import { type Body, startWire } from './start-wire.test-helper.ts';

describe('verbs', () => {
  it.each(['PATCH', 'POST', 'PUT'])('%s updates an access code and a noise threshold', async (method) => {
    const { add, send, state } = startWire();
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
    const { fetch, endpoint, apiKey } = startWire();
    const response = await fetch(endpoint + path, { method, headers: { authorization: `Bearer ${apiKey}` } });
    expect(response.status).toBe(405);
  });
});

describe('parameters', () => {
  it.each(['text/plain', 'application/x-www-form-urlencoded'])(
    'a body of type %s is refused by its type, whether it is JSON or not',
    async (type) => {
      const { send } = startWire();
      for (const body of ['{"limit":1}', 'limit=1'])
        expect(
          await send('/devices/list', { method: 'POST', body, headers: { 'content-type': type } }),
        ).toMatchObject({ status: 400, type: 'invalid_content_type' });
    },
  );

  it('an empty body counts as no parameters, whatever its type is', async () => {
    const { send } = startWire();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await send('/devices/list', { method: 'POST', body: '', headers })).status).toBe(200);
  });

  it('booleans in custom_metadata_has find the same by GET as by POST', async () => {
    const { add, seam, send } = startWire();
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
    const { add, seam } = startWire();
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

describe('the parameters of a GET request', () => {
  it('may be in a JSON body, as in the samples for curl', async () => {
    const fake = createFakeSeam();
    await using server = await fake.listen();
    const headers = { authorization: `Bearer ${fake.apiKey}`, 'content-type': 'application/json' };
    const text = await new Promise<string>((resolve, reject) => {
      const body = JSON.stringify({ limit: 2 });
      const length = { 'content-length': String(body.length) };
      request(`${server.url}/devices/list`, { method: 'GET', headers: { ...headers, ...length } })
        .on('response', (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () => resolve(Buffer.concat(chunks).toString()));
        })
        .on('error', reject)
        .end(body);
    });
    expect((JSON.parse(text) as Body).devices).toHaveLength(2);
  });
});

describe('the rate limits of a device', () => {
  it.each<[path: string, limit: number]>([
    ['/access_codes/create', 10],
    ['/access_codes/update', 10],
    ['/access_codes/delete', 20],
    ['/locks/lock_door', 15],
    ['/locks/unlock_door', 15],
  ])('are per minute: %s %i times', async (path, limit) => {
    const { add, clock, rateLimits, send } = startWire();
    const [device_id, other] = [add.device().device_id, add.device().device_id];
    const params = (id: string, index: number) => {
      if (path.startsWith('/locks')) return { device_id: id };
      if (path === '/access_codes/create') return { device_id: id, code: String(1000 + index) };
      return { access_code_id: add.accessCode({ device_id: id }).access_code_id };
    };
    rateLimits.on();
    for (let index = 0; index < limit; index += 1)
      expect((await send(path, { json: params(device_id, index) })).status).toBe(200);
    expect(await send(path, { json: params(device_id, limit) })).toMatchObject({
      status: 429,
      type: 'rate_limit_exceeded',
    });
    expect((await send(path, { json: params(other, limit) })).status).toBe(200);
    clock.advance(60_000);
    expect((await send(path, { json: params(device_id, limit) })).status).toBe(200);
  });
});
