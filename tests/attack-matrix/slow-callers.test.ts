import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import { base, post } from './mount.test-helper.ts';
import {
  asJson,
  bytesOf,
  closed,
  closing,
  host,
  isFetch,
  serve,
  type ServeOptions,
  postBytes,
  servers,
  statusOf,
} from './servers.test-helper.ts';

const list = '/user_identities/list';
const remove = '/user_identities/delete';
const revoke = '/user_identities/revoke_access_to_device';
const harden = { headersTimeout: 200, requestTimeout: 400, checkInterval: 50 };

/** A connection that has sent something and waits. */
const dangling = async (port: number, text: string): Promise<Socket> => {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.write(text);
  return socket;
};

// These limits are node's own: `hardenServer` sets them on any server.
describe('hardenServer', () => {
  const server = 'node:http';

  it('R72: half a body is answered 408 when the time is up, and decided about by nobody', async () => {
    const authorize = vi.fn(() => true);
    await using it = await serve(server, { authorize }, { harden });
    const head = bytesOf(`POST ${base}${remove}`, [
      host,
      'content-type: application/json',
      'content-length: 60',
    ]);
    expect(statusOf(await it.raw(`${head}{"user`))).toBe(408);
    expect(authorize).not.toHaveBeenCalled();
    expect(it.upstream()).toEqual([]);
  });

  it('R73: headers without end hold a connection no longer than they may, and nobody else', async () => {
    await using it = await serve(server, {}, { harden });
    const sockets = await Promise.all(
      Array.from({ length: 200 }, () =>
        dangling(it.port, `GET ${base}${list} HTTP/1.1\r\nhost: a\r\nx-slow: `),
      ),
    );
    const allClosed = Promise.all(sockets.map(closed));
    expect((await it.send(list)).status).toBe(200);
    await allClosed;
    expect(it.upstream()).toEqual([list]);
  });

  it('R74: a connection carries as many requests as it may, and no more', async () => {
    await using it = await serve(server, {}, { harden: { ...harden, maxRequestsPerSocket: 10 } });
    const requests = bytesOf(`GET ${base}${list}`, [host]).repeat(500);
    const received = await it.raw(requests, true);
    expect(received.match(/HTTP\/1\.1 200/g)?.length).toBeLessThanOrEqual(10);
    expect(it.upstream().length).toBeLessThanOrEqual(10);
    expect((await it.send(list)).status).toBe(200);
  });

  it('R75: headers that are too long, or too many, are refused and not cut', async () => {
    await using it = await serve(server, {}, { harden });
    const ask = async (headers: string[]) =>
      statusOf(await it.raw(bytesOf(`GET ${base}${list}`, [host, closing, ...headers])));
    expect(await ask([`x-long: ${'x'.repeat(20_000)}`])).toBe(431);
    expect(await ask(Array.from({ length: 1500 }, (_, i) => `x${i}: 1`))).toBe(431);
    expect(await ask(Array.from({ length: 120 }, (_, i) => `x${i}: 1`))).toBe(431);
    expect(await ask(Array.from({ length: 50 }, (_, i) => `x${i}: 1`))).toBe(200);
    expect(it.upstream()).toEqual([list]);
  });
});

describe.each(servers)('slow and greedy callers, on %s', (server) => {
  it('R76: whoever asks first is not told to send what is too long', async () => {
    await using it = await serve(server, {}, { harden: { ...harden, bodyLimit: 16_384 } });
    const expecting = (length: number) =>
      bytesOf(`POST ${base}${remove}`, [
        host,
        closing,
        'expect: 100-continue',
        'content-type: application/json',
        `content-length: ${length}`,
      ]);
    const refused = await it.raw(expecting(20_000));
    expect(statusOf(refused)).toBe(413);
    expect(refused).not.toContain('100 Continue');
    const body = JSON.stringify({ user_identity_id: it.user_identity_id });
    const taken = await it.raw(expecting(body.length) + body);
    expect(taken).toContain('100 Continue');
    expect(taken).toContain('HTTP/1.1 200');
    const odd = await it.raw(postBytes(`${base}${remove}`, body, ['expect: banana']));
    expect(statusOf(odd)).toBe(417);
    expect(it.upstream()).toEqual([remove]);
  });

  it.each([
    ['a short body that nobody wants is dropped, and the connection goes on', 9, [404, 200]],
    ['a long body that nobody wants is the last on its connection', 100_000, [404]],
  ])('%s', async (_what, length, statuses) => {
    await using it = await serve(server);
    const unwanted = bytesOf(`POST ${base}/nope`, [host, ...asJson('x'.repeat(length))], 'x'.repeat(length));
    const received = await it.raw(unwanted + bytesOf(`GET ${base}${list}`, [host, closing]), true);
    const found = [...received.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => Number(status));
    // What a fetch-style server does with its connections is its own business.
    expect(isFetch(server) ? found.slice(0, 1) : found).toEqual(isFetch(server) ? [404] : statuses);
  });

  it('R72: callers whose bodies do not come keep nobody out, and are sent away in time', async () => {
    let asked = 0;
    const wrap: ServeOptions['wrap'] = (listener) => (req, res) => {
      asked += 1;
      listener(req, res);
    };
    await using it = await serve(server, { maxInFlight: 2, bodyTimeout: 1000 }, { wrap });
    // The first call loads what checks the parameters.
    await it.send(revoke, post({ user_identity_id: it.user_identity_id, device_id: it.device_id }));
    const half = bytesOf(`POST ${base}${revoke}`, [
      host,
      'content-type: application/json',
      'content-length: 60',
    ]);
    const slow = [];
    while (slow.length < 20) {
      slow.push(it.raw(`${half}{"user`));
      await vi.waitUntil(() => asked > slow.length, { interval: 1, timeout: 10_000 });
      await new Promise((resolve) => void setImmediate(resolve));
    }
    expect((await it.send(list)).status).toBe(200);
    for (const answer of await Promise.all(slow)) {
      expect(statusOf(answer)).toBe(408);
      expect(answer).toContain('request_timeout');
    }
    expect(it.upstream()).toEqual([revoke, list]);
    await it.drain();
  });
});
