import { createSeam } from '@org/seam-core';
import { request as httpRequest } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFakeSeam } from '../fake/create-fake.ts';
import type { FakeSeam } from '../fake/fake-seam.ts';

let fake: FakeSeam;
let url: string;
beforeEach(async () => {
  fake = createFakeSeam();
  ({ url } = await fake.listen({ control: true }));
});
afterEach(() => fake[Symbol.asyncDispose]());

interface Sent {
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** Sends a request with any headers: `fetch` would refuse a foreign host. */
const send = (verb: string, path: string, { headers = {}, body }: Sent = {}) =>
  new Promise<{ status: number; value: Record<string, unknown> }>((resolve, reject) => {
    const request = httpRequest(`${url}/_fake${path}`, { method: verb, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, value: JSON.parse(text) as Record<string, unknown> }),
      );
    });
    request.on('error', reject);
    request.end(body);
  });

const sendJson = (verb: string, path: string, value: unknown) =>
  send(verb, path, {
    // Node sends no length with DELETE by itself.
    headers: {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(JSON.stringify(value))),
    },
    body: JSON.stringify(value),
  });

const client = () => createSeam({ apiKey: fake.apiKey, endpoint: url, retry: false });

describe('the control API', () => {
  it('is off by default', async () => {
    const listening = await fake.listen();
    const response = await fetch(`${listening.url}/_fake/journal`);
    expect(response.status).toBe(404);
  });

  it('does not change the API', async () => {
    expect(await client().userIdentities.list()).toHaveLength(8);
    expect((await fetch(`${url}/_fakes`)).status).toBe(404);
  });

  it('returns the journal', async () => {
    await client().userIdentities.list({ search: 'Ada' });
    const { status, value } = await send('GET', '/journal');
    expect(status).toBe(200);
    expect(value).toMatchObject({
      calls: [
        { endpoint: '/user_identities/list', params: { search: 'Ada' }, credential: 'api_key', status: 200 },
      ],
    });
  });

  it('redacts tokens in the journal', async () => {
    await client().userIdentities.list({ search: `Bearer ${fake.apiKey}` });
    await fetch(`${url}/unknown/${fake.apiKey}?token=${fake.apiKey}`);
    const { value } = await send('GET', '/journal');
    expect(value['calls']).toHaveLength(2);
    expect(JSON.stringify(value)).not.toContain(fake.apiKey);
    expect(JSON.stringify(value)).toContain('Bearer [hidden]');
  });

  it('takes and restores a snapshot', async () => {
    const { value } = await send('GET', '/snapshot');
    const [person] = await client().userIdentities.list();
    await client().userIdentities.delete({ user_identity_id: person?.user_identity_id ?? '' });
    fake.clock.advance(3_600_000);
    expect(fake.state.userIdentities.size).toBe(7);
    expect(await sendJson('PUT', '/snapshot', value)).toEqual({ status: 200, value: { ok: true } });
    expect(fake.state.userIdentities.size).toBe(8);
  });

  it('restores a snapshot completely, or not at all', async () => {
    const before = fake.snapshot();
    const broken = { ...before, state: { ...before.state, workspaces: [], webhooks: 5 } };
    for (const snapshot of [broken, {}, null, []]) {
      const { status, value } = await sendJson('PUT', '/snapshot', snapshot);
      expect(status).toBe(400);
      expect(value).toMatchObject({ error: { type: 'invalid_input' } });
    }
    expect(fake.snapshot()).toEqual(before);
  });

  it('resets the fake', async () => {
    fake.add.userIdentity();
    expect((await send('POST', '/reset')).status).toBe(200);
    expect(fake.state.userIdentities.size).toBe(8);
  });

  it('queues faults, applies rates, and clears both', async () => {
    const status = () =>
      client()
        .devices.list()
        .then(
          () => 200,
          (error: { statusCode?: number }) => error.statusCode,
        );
    const fault = { kind: 'status', status: 503 };
    await sendJson('POST', '/faults', { target: '/devices/list', fault });
    await sendJson('POST', '/faults', [
      { target: '*', fault: { kind: 'status', status: 500 }, probability: 1 },
    ]);
    expect([await status(), await status()]).toEqual([503, 500]);
    expect((await send('DELETE', '/faults')).status).toBe(200);
    expect(await status()).toBe(200);
    const refused = await sendJson('POST', '/faults', {
      target: '/devices/list',
      fault: { kind: 'explode' },
    });
    expect(refused).toMatchObject({
      status: 400,
      value: { error: { message: expect.stringContaining('There is no fault') } },
    });
  });

  it('returns the time', async () => {
    expect((await send('GET', '/clock')).value).toEqual({ now: '2026-01-01T00:00:00.000Z' });
  });

  it('moves the clock forward, but not back', async () => {
    expect((await sendJson('POST', '/clock', { advance_ms: 60_000 })).value).toEqual({
      now: '2026-01-01T00:01:00.000Z',
    });
    expect((await sendJson('POST', '/clock', { set: '2027-01-01T00:00:00Z' })).value).toEqual({
      now: '2027-01-01T00:00:00.000Z',
    });
    for (const wrong of [
      { set: '2026-01-01' },
      { set: 'soon' },
      { advance_ms: -1 },
      {},
      { advance_ms: '1' },
      null,
    ])
      expect((await sendJson('POST', '/clock', wrong)).status).toBe(400);
    expect(fake.clock.timestamp()).toBe('2027-01-01T00:00:00.000Z');
  });

  it('rejects unknown names and unexpected bodies without any change', async () => {
    const fault = { kind: 'status', status: 503 };
    await sendJson('POST', '/faults', { target: '/devices/list', fault });
    const before = fake.snapshot();
    for (const [verb, path, body] of [
      ['DELETE', '/faults', { target: '/devices/list' }],
      ['DELETE', '/faults', []],
      ['POST', '/reset', { seed: 'hotel' }],
      ['POST', '/reset', 'hotel'],
      ['POST', '/webhooks/flush', { webhook_id: 'x' }],
      ['POST', '/clock', { advance: 1 }],
      ['POST', '/clock', { advance_ms: 1, set: '2027-01-01' }],
      ['POST', '/faults', { target: '/devices/lst', fault }],
      ['POST', '/faults', { target: '/devices/list', fault: { kind: 'reset' } }],
      ['PUT', '/snapshot', { ...before, now: 'garbage' }],
      ['PUT', '/snapshot', { ...before, jobs: [null] }],
    ] as const) {
      const { status, value } = await sendJson(verb, path, body);
      expect({ status, type: (value['error'] as { type: string }).type, verb, path }).toEqual({
        status: 400,
        type: 'invalid_input',
        verb,
        path,
      });
    }
    expect(fake.snapshot()).toEqual(before);
    expect(fake.faults.unused).toEqual([{ target: '/devices/list', fault }]);
    expect((await sendJson('DELETE', '/faults', {})).status).toBe(200);
  });

  it('delivers webhooks', async () => {
    const listening = await fake.listen({ control: true, webhooks: 'manual' });
    const seam = createSeam({ apiKey: fake.apiKey, endpoint: listening.url });
    const received: string[] = [];
    fake.webhooks.receive('https://example.com/hook', async (request) => {
      received.push(((await request.json()) as { event_type: string }).event_type);
      return new Response();
    });
    await seam.webhooks.create({ url: 'https://example.com/hook', event_types: ['acs_user.deleted'] });
    const [user] = await seam.acs.users.list();
    await seam.acs.users.delete({ acs_user_id: user?.acs_user_id ?? '' });
    fake.clock.advance(3_600_000);
    expect(received).toEqual([]);
    const response = await fetch(`${listening.url}/_fake/webhooks/flush`, { method: 'POST' });
    expect(await response.json()).toEqual({ ok: true });
    expect(received).toEqual(['acs_user.deleted']);
  });

  it('returns 404 for unknown paths and 405 for wrong methods', async () => {
    expect(await send('GET', '/secrets')).toMatchObject({ status: 404 });
    expect(await send('GET', '/constructor')).toMatchObject({ status: 404 });
    expect(await send('POST', '/add/user_identty')).toMatchObject({
      status: 404,
      value: { error: { message: expect.stringContaining('Did you mean "/add/user_identity"?') } },
    });
    expect(await send('GET', '')).toMatchObject({ status: 200 });
    expect(await send('GET', '/')).toMatchObject({ status: 404 });
    expect(await send('GET', '/reset')).toMatchObject({
      status: 405,
      value: { error: { message: '/_fake/reset accepts POST only.' } },
    });
    expect(await send('GET', '/snapshot?x=1')).toMatchObject({ status: 200 });
  });
});

describe('the callers of the control API', () => {
  it.each([
    ['a web page', { origin: 'http://localhost:3000' }],
    ['a web page with an opaque origin', { origin: 'null' }],
    ['a rebound host name', { host: 'rebound.example.com' }],
    ['a rebound host name with a port', { host: 'rebound.example.com:3030' }],
    ['a host name that begins with localhost', { host: 'localhost.example.com' }],
    ['the address of another machine', { host: '192.168.0.5:3030' }],
  ])('rejects %s', async (_, headers) => {
    for (const [verb, path] of [
      ['GET', '/snapshot'],
      ['GET', '/journal'],
      ['POST', '/reset'],
    ] as const) {
      const { status, value } = await send(verb, path, { headers });
      expect(status).toBe(403);
      expect(value).toMatchObject({ error: { type: 'forbidden' } });
    }
  });

  it.each(['localhost', 'localhost:3030', '127.0.0.1', '127.0.0.1:3030', '[::1]:3030'])(
    'accepts the host %s',
    async (host) => {
      expect((await send('GET', '/journal', { headers: { host } })).status).toBe(200);
    },
  );

  it('rejects requests from another machine, whatever its Host header', async () => {
    const { checkCaller } = await import('./control.ts');
    const from = (remoteAddress: string | undefined) => () =>
      checkCaller({ headers: { host: 'localhost' }, socket: { remoteAddress } } as never);
    expect(from('192.168.0.5')).toThrow('this machine only');
    expect(from('::ffff:192.168.0.5')).toThrow('this machine only');
    expect(from(undefined)).toThrow('this machine only');
    expect(from('::ffff:127.0.0.1')).not.toThrow();
    expect(from('::1')).not.toThrow();
  });

  it('rejects a body that is not JSON', async () => {
    const body = '{"advance_ms":1}';
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp'])
      expect(await send('POST', '/clock', { headers: { 'content-type': type }, body })).toMatchObject({
        status: 415,
      });
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    expect((await send('POST', '/clock', { headers, body: '{"advance_ms":' })).status).toBe(400);
    expect((await send('POST', '/clock', { headers, body })).status).toBe(200);
  });

  it('rejects a body over the size limit', async () => {
    const headers = { 'content-type': 'application/json' };
    const endless = send('POST', '/faults', { headers, body: ' '.repeat(65 * 1_048_576) });
    const outcome = await endless.then(
      ({ status }) => status,
      (error: NodeJS.ErrnoException) => error.code,
    );
    // A caller that is still sending may see a closed connection instead of the response.
    expect([413, 'ECONNRESET', 'EPIPE']).toContain(outcome);
  });
});
