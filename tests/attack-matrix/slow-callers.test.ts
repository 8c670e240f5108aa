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

/** A connection that sent a part of a request. */
const dangling = async (port: number, text: string): Promise<Socket> => {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.write(text);
  return socket;
};

// hardenServer sets limits of node, which are the same on every server.
describe('hardenServer', () => {
  const server = 'node:http';

  it('R72: returns 408 for half a body after the timeout, without calling authorize', async () => {
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

  it('R73: closes connections with slow headers after the timeout, and serves others meanwhile', async () => {
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

  it('R74: limits the requests per connection', async () => {
    await using it = await serve(server, {}, { harden: { ...harden, maxRequestsPerSocket: 10 } });
    const requests = bytesOf(`GET ${base}${list}`, [host]).repeat(500);
    const received = await it.raw(requests, true);
    expect(received.match(/HTTP\/1\.1 200/g)?.length).toBeLessThanOrEqual(10);
    expect(it.upstream().length).toBeLessThanOrEqual(10);
    expect((await it.send(list)).status).toBe(200);
  });

  it('R75: returns 431 for headers that are too long or too many', async () => {
    await using it = await serve(server, {}, { harden });
    const statusWith = async (headers: string[]) =>
      statusOf(await it.raw(bytesOf(`GET ${base}${list}`, [host, closing, ...headers])));
    expect(await statusWith([`x-long: ${'x'.repeat(20_000)}`])).toBe(431);
    expect(await statusWith(Array.from({ length: 1500 }, (_, i) => `x${i}: 1`))).toBe(431);
    expect(await statusWith(Array.from({ length: 120 }, (_, i) => `x${i}: 1`))).toBe(431);
    expect(await statusWith(Array.from({ length: 50 }, (_, i) => `x${i}: 1`))).toBe(200);
    expect(it.upstream()).toEqual([list]);
  });
});

describe.each(servers)('slow bodies, on %s', (server) => {
  it('R76: does not send 100 Continue for a body that is too long', async () => {
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
    ['an unread short body is drained, and the connection stays open', 9, [404, 200]],
    ['an unread long body closes the connection', 100_000, [404]],
  ])('%s', async (_what, length, statuses) => {
    await using it = await serve(server);
    const unread = bytesOf(`POST ${base}/nope`, [host, ...asJson('x'.repeat(length))], 'x'.repeat(length));
    const received = await it.raw(unread + bytesOf(`GET ${base}${list}`, [host, closing]), true);
    const found = [...received.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => Number(status));
    // A fetch-style server manages its connections itself.
    expect(isFetch(server) ? found.slice(0, 1) : found).toEqual(isFetch(server) ? [404] : statuses);
  });

  it('R72: stalled bodies do not count as in flight, and get 408 after the timeout', async () => {
    let received = 0;
    const wrap: ServeOptions['wrap'] = (listener) => (req, res) => {
      received += 1;
      listener(req, res);
    };
    await using it = await serve(server, { maxInFlight: 2, bodyTimeout: 1000 }, { wrap });
    // The first request loads the parameter schemas.
    await it.send(revoke, post({ user_identity_id: it.user_identity_id, device_id: it.device_id }));
    const half = bytesOf(`POST ${base}${revoke}`, [
      host,
      'content-type: application/json',
      'content-length: 60',
    ]);
    const slow = [];
    while (slow.length < 20) {
      slow.push(it.raw(`${half}{"user`));
      await vi.waitUntil(() => received > slow.length, { interval: 1, timeout: 10_000 });
      await new Promise((resolve) => void setImmediate(resolve));
    }
    expect((await it.send(list)).status).toBe(200);
    for (const response of await Promise.all(slow)) {
      expect(statusOf(response)).toBe(408);
      expect(response).toContain('request_timeout');
    }
    expect(it.upstream()).toEqual([revoke, list]);
    await it.drain();
  });
});
