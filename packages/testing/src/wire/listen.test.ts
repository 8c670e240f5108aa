import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createFakeSeam } from '../fake/create-fake.ts';
import type { FakeSeam } from '../fake/fake-seam.ts';
import type { ListenOptions } from './listen.ts';
import type { RequestSummary } from './request-summary.ts';

let fake: FakeSeam = createFakeSeam();
const listen = async (options?: ListenOptions) => {
  fake = createFakeSeam();
  return await fake.listen(options);
};
afterEach(() => fake[Symbol.asyncDispose]());

/** Requests the devices with any Host header, which `fetch` would reject. */
const ask = (url: string, headers: Record<string, string>) =>
  new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
    const authorization = `Bearer ${fake.apiKey}`;
    const request = httpRequest(
      `${url}/devices/list`,
      { headers: { authorization, ...headers } },
      (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
        response.on('end', () => resolve({ status: response.statusCode, body }));
      },
    );
    request.on('error', reject).end();
  });

describe('fake.listen() without a host', () => {
  it.each([
    'rebound.example',
    'rebound.example:3030',
    'localhost.example',
    '192.168.0.5',
    '127.0.0.1.nip.io',
    '0.0.0.0',
    '[',
  ])('returns 403 for the Host header %s without any change', async (host) => {
    const { url } = await listen();
    const { status, body } = await ask(url, { host });
    expect(status).toBe(403);
    expect(JSON.parse(body)).toMatchObject({
      ok: false,
      error: { type: 'forbidden', message: expect.stringContaining('set the option host') },
    });
    expect(fake.journal.calls).toEqual([]);
  });

  it('rejects an HTTP/1.0 request without a host', async () => {
    const { port } = await listen();
    const text = await new Promise<string>((resolve, reject) => {
      let received = '';
      const socket = connect(port, '127.0.0.1', () => socket.write('GET /devices/list HTTP/1.0\r\n\r\n'));
      socket.setEncoding('utf8').on('data', (chunk: string) => (received += chunk));
      socket.on('error', reject).on('close', () => resolve(received));
    });
    expect(text).toContain('403 Forbidden');
  });

  it.each(['localhost', 'LOCALHOST:1', '127.0.0.1', '127.0.0.2:3030', '[::1]:3030'])(
    'accepts the Host header %s',
    async (host) => {
      const { url } = await listen();
      expect((await ask(url, { host })).status).toBe(200);
    },
  );
});

describe('fake.listen()', () => {
  it('accepts any Host header when a host is set, except under /_fake', async () => {
    const { url } = await listen({ host: '127.0.0.1', control: true });
    const headers = { host: 'fake.test' };
    expect((await ask(url, headers)).status).toBe(200);
    expect((await ask(`${url}/_fake`, headers)).status).toBe(403);
  });

  it.each([
    [{ prt: 1 }, 'listen: unknown option "prt". Did you mean "port"?'],
    [{ port: -1 }, 'port must be a whole number from 0 to 65535; got -1.'],
    [{ port: 65_536 }, 'got 65536.'],
    [{ port: '3030' }, 'got "3030".'],
    [{ port: Number.NaN }, 'got NaN.'],
    [{ host: '' }, 'host must be a host name or an address; got "".'],
    [{ host: 5 }, 'got 5.'],
    [{ webhooks: 'off' }, 'webhooks must be "auto" or "manual"; got "off".'],
    [{ control: 'yes' }, 'control must be a boolean; got "yes".'],
    [{ clock: 'reel' }, 'clock must be "fixed" or "real"; got "reel".'],
    [{ onRequest: 'log' }, 'onRequest must be a function; got "log".'],
    [{ onChange: {} }, 'onChange must be a function; got an object.'],
    [3030, 'listen takes an object of options; got 3030.'],
    [null, 'listen takes an object of options; got null.'],
  ])('rejects %j', async (options, message) => {
    await expect(listen(options as ListenOptions)).rejects.toThrow(message);
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('full');
      },
    ],
    ['rejects', () => Promise.reject(new Error('full'))],
  ])('calls onChange after requests and after webhooks were delivered, also when it %s', async (_, fail) => {
    const onChange = vi.fn<() => unknown>(fail);
    const { url } = await listen({ onChange, control: true });
    expect((await ask(url, {})).status).toBe(200);
    await vi.waitFor(() => expect(onChange).toHaveBeenCalledTimes(2));
    expect((await fetch(`${url}/_fake/reset`, { method: 'POST' })).status).toBe(200);
    await vi.waitFor(() => expect(onChange).toHaveBeenCalledTimes(3));
    expect((await ask(url, {})).status).toBe(200);
  });

  it('survives callers that disconnect during a slow or truncated body', async () => {
    const { url, port } = await listen();
    for (const fault of [
      { kind: 'slow_body', ms: 40 },
      { kind: 'truncate' },
      { kind: 'latency', ms: 10 },
    ] as const) {
      fake.faults.queue('/devices/list', fault);
      await new Promise<void>((resolve) => {
        const head = `GET /devices/list HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${fake.apiKey}\r\n\r\n`;
        const socket = connect(port, '127.0.0.1', () => socket.write(head));
        socket.once('data', () => socket.destroy());
        if (fault.kind === 'latency') setImmediate(() => socket.destroy());
        socket.on('error', () => {}).on('close', () => resolve());
      });
    }
    await vi.waitFor(async () => expect((await ask(url, {})).status).toBe(200));
  });
});

describe('a health check', () => {
  it.each(['/', '/health'])(
    'gets 200 from %s without an API key, and is not in the journal',
    async (path) => {
      const { url } = await listen();
      const response = await fetch(url + path);
      expect(response.status).toBe(200);
      expect(await response.json()).toMatchObject({ ok: true, now: '2026-01-01T00:00:00.000Z' });
      expect((await fetch(url + path, { method: 'HEAD' })).status).toBe(200);
      expect((await fetch(url + path, { method: 'POST' })).status).not.toBe(200);
      expect(fake.journal.find(path, { status: 200 })).toEqual([]);
    },
  );
});

describe('onRequest', () => {
  it('is called after each request, without parameters and tokens, also when it throws', async () => {
    const seen: RequestSummary[] = [];
    const { url } = await listen({
      control: true,
      onRequest: (request) => {
        seen.push(request);
        throw new Error('full');
      },
    });
    await ask(url, {});
    await ask(url, { host: 'rebound.example' });
    fake.faults.queue('/devices/list', { kind: 'reset', applied: false });
    await ask(url, {}).catch(() => {});
    await fetch(`${url}/_fake/journal?x=1`);
    await fetch(`${url}/${fake.apiKey}/${'x'.repeat(300)}`);
    await vi.waitFor(() => expect(seen).toHaveLength(5));
    const ms = expect.any(Number) as number;
    expect(seen).toEqual([
      { method: 'GET', path: '/devices/list', status: 200, ms, requestId: 'request1' },
      { method: 'GET', path: '/devices/list', status: 403, ms },
      { method: 'GET', path: '/devices/list', status: null, ms },
      { method: 'GET', path: '/_fake/journal', status: 200, ms },
      {
        method: 'GET',
        path: expect.stringMatching(/^\/\[hidden\]\/x{100,}…$/) as string,
        status: expect.any(Number) as number,
        ms,
        requestId: 'request3',
      },
    ]);
  });
});

describe('a job that fails', () => {
  it('returns 500 once, is reported by verify(), and does not block other jobs', async () => {
    fake = createFakeSeam({ strict: true });
    const snapshot = fake.snapshot();
    const broken = { ...(snapshot.state['devices'] as { rows: [number, object][] }) };
    const [first] = broken.rows;
    const device_id = (first?.[1] as { device_id: string } | undefined)?.device_id ?? '';
    const rows = broken.rows.map(([place, row], index) => [
      place,
      index === 0 ? { ...row, properties: null } : row,
    ]);
    const job = { due: 0, name: 'follow_thermostat_schedules', args: { device_id } } as const;
    fake.restore({ ...snapshot, jobs: [job], state: { ...snapshot.state, devices: { ...broken, rows } } });
    await expect(fake.seam.userIdentities.list({}, { retry: false })).rejects.toMatchObject({
      statusCode: 500,
    });
    expect(await fake.seam.userIdentities.list()).toHaveLength(8);
    expect(() => fake.verify()).toThrow('A job that was due failed');
  });
});
