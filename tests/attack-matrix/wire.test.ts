import { createSeam } from '@org/seam-core';
import type { AuditEntry } from '@org/seam-server';
import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import { base } from './mount.test-helper.ts';
import {
  asJson,
  bytesOf,
  closed,
  closing,
  host,
  isFetch,
  postBytes,
  serve,
  servers,
  statusOf,
} from './servers.test-helper.ts';

const list = '/user_identities/list';
const revoke = '/user_identities/revoke_access_to_device';
const remove = '/user_identities/delete';
const update = '/user_identities/update';
const id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';

// Client libraries do not send these requests.
describe.each(servers)('bytes of a request, on %s', (server) => {
  it('R09: returns 415 for a body in chunks of another type', async () => {
    await using it = await serve(server);
    const headers = [host, closing, 'content-type: text/plain', 'transfer-encoding: chunked'];
    expect(statusOf(await it.raw(bytesOf(`POST ${base}${remove}`, headers, '4\r\nnope\r\n')))).toBe(415);
    expect(it.upstream()).toEqual([]);
  });

  it.each([
    ['GET', list, '', []],
    ['GET', list, '', ['content-type: application/json']],
    ['GET', list, '', ['content-type: text/plain']],
    ['POST', list, '', []],
    ['POST', list, '', ['content-type: application/json']],
    ['DELETE', remove, '?user_identity_id=', []],
    ['DELETE', remove, '?user_identity_id=', ['content-type: application/json']],
    ['DELETE', remove, '?user_identity_id=', ['content-type: text/plain']],
  ])('R87: an empty body in chunks counts as no body: %s %s%s %j', async (verb, path, query, more) => {
    await using it = await serve(server);
    const target = `${base}${path}${query && query + it.user_identity_id}`;
    const headers = [host, closing, 'transfer-encoding: chunked', ...more];
    expect(statusOf(await it.raw(bytesOf(`${verb} ${target}`, headers, '0\r\n\r\n')))).toBe(200);
    expect(it.upstream()).toEqual([path]);
  });

  it.each([
    [[]],
    [['content-type: text/plain']],
    [['content-type: application/json', 'content-encoding: gzip']],
  ])('R87: returns 415 for a body in chunks with the headers %j', async (more) => {
    await using it = await serve(server);
    const headers = [host, closing, 'transfer-encoding: chunked', ...more];
    const body = JSON.stringify({ user_identity_id: it.user_identity_id });
    const chunked = `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
    expect(statusOf(await it.raw(bytesOf(`DELETE ${base}${remove}`, headers, chunked)))).toBe(415);
    expect(it.upstream()).toEqual([]);
  });

  it('R18: returns 413 for a Content-Length above the limit, without reading the body', async () => {
    await using it = await serve(server);
    const headers = [host, closing, 'content-type: application/json', 'content-length: 1000000'];
    expect(statusOf(await it.raw(bytesOf(`POST ${base}${update}`, headers, '{')))).toBe(413);
  });

  const smuggled = JSON.stringify({ user_identity_id: id });

  it.each([
    ['a folded header', [host, 'x-a: b\r\n c', ...asJson(smuggled)]],
    ['a length and chunks', [host, ...asJson(smuggled), 'transfer-encoding: chunked']],
    ['two lengths', [host, ...asJson(smuggled), 'content-length: 3']],
  ])('R39: node refuses a request with %s', async (_what, headers) => {
    await using it = await serve(server);
    const second = bytesOf(`GET ${base}${list}`, [host]);
    const received = await it.raw(bytesOf(`POST ${base}${remove}`, headers, smuggled) + second, true);
    expect(statusOf(received)).toBe(400);
    expect(it.upstream()).toEqual([]);
  });

  it('R39: node refuses a request without Host', async () => {
    await using it = await serve(server);
    const received = await it.raw(bytesOf(`POST ${base}${remove}`, [closing, ...asJson(smuggled)], smuggled));
    expect(statusOf(received)).toBe(400);
    expect(it.upstream()).toEqual([]);
  });

  it('R39: a bare line feed does not end a header', async () => {
    await using it = await serve(server);
    const received = await it.raw(`GET ${base}${list} HTTP/1.1\nhost: a\n\n`, true);
    expect([0, 400]).toContain(statusOf(received));
    expect(it.upstream()).toEqual([]);
  });

  it('R40: a second Host has no effect', async () => {
    await using it = await serve(server);
    const body = JSON.stringify({ user_identity_id: it.user_identity_id, device_id: it.device_id });
    const received = await it.raw(
      postBytes(`${base}${revoke}`, body, ['host: evil.example', 'origin: http://evil.example']),
    );
    expect([400, 403]).toContain(statusOf(received));
    expect(it.upstream()).toEqual([]);
  });

  it('R64: no header of the caller reaches Seam', async () => {
    let sent: Headers | undefined;
    await using it = await serve(
      server,
      {},
      {
        target: ({ apiKey, endpoint, fetch }) =>
          createSeam({
            apiKey,
            endpoint,
            fetch: (input, init) => {
              sent = new Request(input, init).headers;
              return fetch(input, init);
            },
          }),
      },
    );
    const received = await it.raw(
      bytesOf(`GET ${base}${list}`, [
        host,
        'connection: close, authorization',
        'authorization: Bearer seam_mallory_key',
        'seam-workspace: x',
        'x-forwarded-for: y',
        'cookie: z=1',
      ]),
    );
    expect(statusOf(received)).toBe(200);
    expect(sent?.get('authorization')).toBe(`Bearer ${it.fake.apiKey}`);
    for (const name of ['seam-workspace', 'x-forwarded-for', 'cookie', 'connection'])
      expect(sent?.has(name)).toBe(false);
  });

  it('R38: returns 400 for a control character in a header', async () => {
    await using it = await serve(server);
    const control = await it.raw(bytesOf(`GET ${base}${list}`, [host, closing, 'x-request-id: a\u0001b']));
    expect(statusOf(control)).toBe(400);
  });

  it('R18: returns 413 for a body in chunks of more than 16 KiB', async () => {
    await using it = await serve(server);
    const chunk = `{"full_name":"${'x'.repeat(16_385)}"}`;
    const chunked = `${chunk.length.toString(16)}\r\n${chunk}\r\n0\r\n\r\n`;
    const headers = [host, closing, 'content-type: application/json', 'transfer-encoding: chunked'];
    expect(statusOf(await it.raw(bytesOf(`POST ${base}${update}`, headers, chunked)))).toBe(413);
    expect(it.upstream()).toEqual([]);
  });

  it('R06: TRACE echoes nothing, and CONNECT is refused', async () => {
    await using it = await serve(server);
    const trace = await it.raw(bytesOf(`TRACE ${base}${list}`, [host, closing, 'x-secret: hunter2']));
    // A fetch Request cannot have the verb TRACE, so fetch-style servers fail before the handler.
    expect([400, 405, 500]).toContain(statusOf(trace));
    expect(trace).not.toContain('hunter2');
    expect(statusOf(await it.raw(bytesOf(`CONNECT ${base}${list}`, [host])))).not.toBe(200);
    expect(it.upstream()).toEqual([]);
  });

  it('R07: node refuses an unknown verb', async () => {
    await using it = await serve(server);
    expect(statusOf(await it.raw(bytesOf(`FOO ${base}${list}`, [host, closing])))).toBe(400);
    expect((await it.send(list)).status).toBe(200);
  });

  // A URL parser normalizes the last three to the path of the endpoint, which is then authorized. The others are unknown paths.
  it.each([
    ['/%75ser_identities/list', 404],
    ['//user_identities/list', 404],
    ['/user_identities//list', 404],
    ['/user_identities/list/', 404],
    ['/user_identities/list;x=1', 404],
    ['/user_identities%2flist', 404],
    ['/user%5fidentities/list', 404],
    ['/user_identities/list%00', 404],
    ['/user_identities/%E0%A4%A', 404],
    ['/user_identities/list\u00e9', 404],
    ['/x/../user_identities/list', 403],
    ['/x/%2e%2e/user_identities/list', 403],
    ['/user_identities\\list', 403],
  ])('R41: %s does not bypass the policy', async (path, onFetch) => {
    const authorize = vi.fn(() => false);
    await using it = await serve(server, { authorize });
    const status = statusOf(
      await it.raw(Buffer.from(bytesOf(`GET ${base}${path}`, [host, closing]), 'latin1')),
    );
    expect([400, isFetch(server) ? onFetch : 404]).toContain(status);
    expect(authorize).toHaveBeenCalledTimes(status === 403 ? 1 : 0);
    expect(it.upstream()).toEqual([]);
  });

  it.each(['http://evil.example', 'http://user:hunter2@evil.example'])(
    'R43: a request target that begins with %s changes neither authorization nor the URL of Seam',
    async (origin) => {
      const authorize = vi.fn(() => false);
      await using it = await serve(server, { authorize });
      const body = JSON.stringify({ user_identity_id: it.user_identity_id, device_id: it.device_id });
      const status = statusOf(await it.raw(postBytes(`${origin}${base}${revoke}`, body)));
      // A fetch Request refuses credentials in a URL, so fetch-style servers fail before the handler.
      expect(isFetch(server) ? [400, 403, 404, 500] : [404]).toContain(status);
      expect(authorize).toHaveBeenCalledTimes(status === 403 ? 1 : 0);
      expect(it.hasDevice()).toBe(true);
      expect(it.upstream()).toEqual([]);
    },
  );

  it('R43: a fragment in the request target does not change the query', async () => {
    await using it = await serve(server);
    const status = statusOf(await it.raw(bytesOf(`GET ${base}${list}#frag`, [host, closing])));
    expect(it.upstream()).toEqual(status === 200 ? [list] : []);
    const inQuery = await it.raw(bytesOf(`GET ${base}${list}?limit=2#frag`, [host, closing]));
    const sent = it.fake.journal.calls.at(-1)?.params;
    if (statusOf(inQuery) === 200) expect(sent).toEqual({ limit: 2 });
  });

  it('R77: an upgrade to a WebSocket gets a normal response', async () => {
    await using it = await serve(server);
    const headers = [host, 'connection: Upgrade', 'upgrade: websocket', 'sec-websocket-key: x'];
    const received = await it.raw(bytesOf(`GET ${base}/ws`, headers), true);
    expect(statusOf(received)).toBe(404);
  });

  it('a caller who disconnects during the body causes no error', async () => {
    const entries: AuditEntry[] = [];
    await using it = await serve(server, { audit: (entry) => void entries.push(entry) });
    const socket = connect(it.port, '127.0.0.1');
    await once(socket, 'connect');
    const [type = '', length = ''] = asJson('x'.repeat(90));
    socket.write(bytesOf(`POST ${base}${remove}`, [host, type, length], '{"user'));
    await closed(socket.end());
    await it.drain();
    expect(it.errors).toEqual([]);
    // A fetch-style server may not call the handler.
    if (!isFetch(server)) expect(entries).toMatchObject([{ outcome: 'refused', status: 400 }]);
    expect(it.upstream()).toEqual([]);
  });
});
