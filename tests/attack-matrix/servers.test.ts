import { createSeam } from '@org/seam-core';
import type { AuditEntry } from '@org/seam-server';
import { once } from 'node:events';
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { base, headerOf, type MatrixOptions, mount, type Mounted, post } from './mount.test-helper.ts';
import { serve, type ServeOptions, servers } from './servers.test-helper.ts';
import { gate } from './support.test-helper.ts';

const list = '/user_identities/list';
const create = '/user_identities/create';
const update = '/user_identities/update';
const revoke = '/user_identities/revoke_access_to_device';
const remove = '/user_identities/delete';
const good = 'https://good.example';

/** A server in place of Seam. */
const listening = async (listener: RequestListener) => {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
};

/** Headers of the connection, which the router does not set. */
const ofConnection = ['connection', 'content-length', 'date', 'keep-alive', 'transfer-encoding'];

const options: MatrixOptions = {
  actor: (req) => headerOf(req, 'x-user'),
  authorize: ({ req, endpoint }) => {
    if (headerOf(req, 'x-user') === 'broken') throw new Error('no database');
    return headerOf(req, 'x-user') !== 'viewer' || endpoint === list;
  },
  rateLimit: (req) => (headerOf(req, 'x-user') === 'frequent' ? 1500 : undefined),
  allowedOrigins: [good],
  cors: { credentials: true },
  idempotency: true,
  openapi: true,
};

const preflight = { origin: good, 'access-control-request-method': 'POST' };

interface Init extends RequestInit {
  /** Sends the body in chunks, without `Content-Length`. */
  readonly isStreamed?: boolean;
  /** How often the request is sent. The last response counts. */
  readonly times?: number;
}

/** Requests that use every part of an adapter: verb, path, query, headers, body, status, response headers and body. */
const requests: readonly (readonly [what: string, path: string, init: Init])[] = [
  ['a read without a body', list, {}],
  ['a read with a query', `${list}?limit=1&search=Ada`, {}],
  ['a read as a POST', list, post({ limit: 1 })],
  [
    'a change by its own verb',
    `${remove}?user_identity_id=ada00000-feed-4abc-8def-0000000000aa`,
    { method: 'DELETE' },
  ],
  ['a body in chunks', create, { ...post({ full_name: 'Zoë' }), isStreamed: true }],
  ['a body with letters outside ASCII', create, post({ full_name: 'Zoë 👩‍👩‍👧' })],
  ['malformed JSON', create, post('{"full_name"')],
  ['a body with a BOM', create, post('\ufeff{"full_name":"Eve"}')],
  ['bytes that are not UTF-8', create, { ...post(''), body: Buffer.from([0x22, 0xc3, 0x28, 0x22]) }],
  ['an invalid parameter', remove, post({ user_identity_id: 'x' })],
  ['the same parameter twice', `${remove}?user_identity_id=a&user_identity_id=b`, { method: 'DELETE' }],
  ['an encoded query', `${list}?search=%00`, {}],
  ['a body of another type', remove, post('user_identity_id=x', { 'content-type': 'text/plain' })],
  ['a compressed body', remove, post('{}', { 'content-encoding': 'gzip' })],
  ['a body that is too long', update, post({ full_name: 'x'.repeat(20_000) })],
  [
    'a body in chunks that is too long',
    update,
    { ...post({ full_name: 'x'.repeat(20_000) }), isStreamed: true },
  ],
  ['a query that is too long', `${list}?search=${'x'.repeat(8200)}`, {}],
  [
    'a request that is denied',
    revoke,
    post(
      {
        user_identity_id: 'ada00000-feed-4abc-8def-0000000000aa',
        device_id: 'd00d0000-feed-4abc-8def-0000000000dd',
      },
      { 'x-user': 'viewer' },
    ),
  ],
  ['an authorize that throws', list, { headers: { 'x-user': 'broken' } }],
  ['a caller above the rate limit', list, { headers: { 'x-user': 'frequent' } }],
  ['an unknown path', '/nope', post({})],
  ['a path in other letters', '/User_Identities/list', {}],
  ['an endpoint that is not exposed', '/locks/unlock_door', post({})],
  ['another verb', revoke, {}],
  ['HEAD', list, { method: 'HEAD' }],
  ['a change from another site', remove, post({}, { 'sec-fetch-site': 'cross-site' })],
  ['a change from another origin', remove, post({}, { origin: 'https://evil.example' })],
  ['a read from an allowed origin', list, { headers: { origin: good } }],
  ['a preflight request', remove, { method: 'OPTIONS', headers: preflight }],
  [
    'a preflight request of another origin',
    remove,
    { method: 'OPTIONS', headers: { ...preflight, origin: 'https://evil.example' } },
  ],
  [
    'a repeated change with a key',
    create,
    { ...post({ full_name: 'Eve' }, { 'idempotency-key': 'k1', 'x-user': 'ada' }), times: 2 },
  ],
  ['a key without an actor', create, post({ full_name: 'Eve' }, { 'idempotency-key': 'k1' })],
  [
    'an error of Seam',
    '/user_identities/get',
    post({ user_identity_id: '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3' }),
  ],
  ['the OpenAPI document', '/openapi.json', {}],
];

/** A stream can be read once only, so each server gets its own. */
const inPieces = ({ isStreamed = false, ...init }: Init): Init =>
  isStreamed ? ({ ...init, body: new Blob([init.body as string]).stream(), duplex: 'half' } as Init) : init;

/** A response without what differs in each: ids of requests, times, and headers of the connection. */
const responseOf = async (it: Mounted, path: string, { times = 1, ...init }: Init = {}) => {
  let response = await it.send(path, init);
  for (let sent = 1; sent < times; sent += 1) response = await it.send(path, init);
  const ids = ['x-request-id', 'seam-request-id'].map((name) => response.headers.get(name) ?? '?');
  const normalize = (text: string) =>
    ids
      .reduce((changed, id) => changed.replaceAll(id, '<id>'), text)
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>');
  return {
    status: response.status,
    headers: Object.fromEntries(
      [...response.headers]
        .filter(([name]) => !ofConnection.includes(name))
        .map(([name, value]) => [name, normalize(value)]),
    ),
    // The response to HEAD has no body on a socket.
    text: init.method === 'HEAD' ? '' : normalize(response.text),
    upstream: it.upstream(),
    errors: it.errors,
  };
};

describe.each(servers)('the adapter of %s', (server) => {
  it.each(requests)('returns the response of the request handler for %s', async (_what, path, init) => {
    await using reference = await mount(options);
    await using it = await serve(server, options);
    expect(await responseOf(it, path, inPieces(init))).toEqual(
      await responseOf(reference, path, inPieces(init)),
    );
  });

  it('passes the request of the server to authorize, actor and rateLimit', async () => {
    const seen: unknown[] = [];
    const read = (req: unknown) => {
      seen.push(headerOf(req, 'x-user'));
      return undefined;
    };
    await using it = await serve(server, {
      actor: read,
      rateLimit: read,
      authorize: ({ req }) => headerOf(req, 'x-user') === 'ada',
    });
    expect((await it.send(list, { headers: { 'x-user': 'ada' } })).status).toBe(200);
    expect(seen).toEqual(['ada', 'ada']);
  });

  it.each(['', '/api', `${base}x${list}`, '/other'])(
    'leaves the path "%s" outside its prefix to the server',
    async (path) => {
      await using it = await serve(server);
      const response = await fetch(it.url + path);
      expect(response.status).toBe(404);
      // On bare node:http there is nothing else to pass the request to.
      if (server !== 'node:http') expect(await response.text()).not.toContain('endpoint_not_found');
      expect(it.upstream()).toEqual([]);
    },
  );

  it('drain resolves after the pending response', async () => {
    const responses: ServerResponse[] = [];
    const wrap: ServeOptions['wrap'] = (listener) => (req, res) => {
      responses.push(res);
      listener(req, res);
    };
    const [started, held] = [gate(), gate()];
    await using it = await serve(
      server,
      {},
      {
        wrap,
        target: ({ seam }) => ({
          ...seam,
          userIdentities: {
            ...seam.userIdentities,
            list: async (params) => {
              started.open();
              await held.opened;
              return seam.userIdentities.list(params);
            },
          },
        }),
      },
    );
    const pending = it.send(list);
    await started.opened;
    const drained = it.drain();
    held.open();
    await drained;
    expect(responses.map(({ writableEnded }) => writableEnded)).toEqual([true]);
    expect((await pending).status).toBe(200);
  });

  describe('when the caller disconnects', () => {
    const disconnect = async (path: string, init: (user_identity_id: string) => RequestInit) => {
      const [started, gone, ended] = [gate(), gate(), gate()];
      let finish = () => {};
      const slow = await listening((_req, res) => {
        finish = () => res.setHeader('content-type', 'application/json').end('{"ok":true}');
        res.once('close', () => ended.open());
        started.open();
      });
      const entries: AuditEntry[] = [];
      const it = await serve(
        server,
        { audit: (entry) => void entries.push(entry) },
        {
          target: ({ apiKey }) => createSeam({ apiKey, endpoint: slow.endpoint, retry: false }),
          wrap: (listener) => (req, res) => {
            res.once('close', () => gone.open());
            listener(req, res);
          },
        },
      );
      const caller = new AbortController();
      const { user_identity_id } = it;
      const call = it.send(path, { ...init(user_identity_id), signal: caller.signal }).catch(() => 'gone');
      await started.opened;
      caller.abort();
      expect(await call).toBe('gone');
      await gone.opened;
      return {
        user_identity_id,
        entries,
        /** Resolves when the request to Seam is closed. */
        ended: ended.opened,
        finish: () => finish(),
        drain: () => it.drain(),
        [Symbol.asyncDispose]: async () => {
          await it[Symbol.asyncDispose]();
          await slow[Symbol.asyncDispose]();
        },
      };
    };

    it('R70: aborts a read', async () => {
      await using it = await disconnect(list, () => ({}));
      await it.ended;
      await it.drain();
      expect(it.entries).toMatchObject([{ endpoint: list, outcome: 'failed', isAbandoned: true }]);
    });

    it('R71: completes a change, and writes its outcome to the audit log', async () => {
      await using it = await disconnect(remove, (user_identity_id) => post({ user_identity_id }));
      it.finish();
      await it.drain();
      const { user_identity_id } = it;
      expect(it.entries).toMatchObject([
        { endpoint: remove, params: { user_identity_id }, outcome: 'done', status: 200, isAbandoned: true },
      ]);
    });
  });
});
