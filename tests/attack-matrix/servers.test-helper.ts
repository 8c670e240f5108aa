import { getRequestListener } from '@hono/node-server';
import { endpoints } from '@org/seam-core';
import { createSeamRouter } from '@org/seam-express';
import {
  apiError,
  createNodeHandler,
  createRequestHandler,
  type Exposable,
  type HardenOptions,
  hardenServer,
  type RouterOptions,
  type SeamHandlers,
} from '@org/seam-server';
import { createFakeSeam, type FakeSeam } from '@org/seam-testing';
import type express5 from 'express';
import type { RequestHandler } from 'express';
import { Hono } from 'hono';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { expect } from 'vitest';
import { expressVersions } from '../../packages/express/src/serve.test-helper.ts';

/** Where the API is mounted in all of them. */
export const base = '/api/seam';

/** What is exposed unless a test says otherwise. `/locks/unlock_door` is not. */
export const exposed = ['/user_identities/*', '/acs/users/*', '/acs/entrances/*', '/devices/list'] as const;

/** Options that make sense on every server: a request is unknown until `headerOf` looks into it. */
export type RowOptions = Partial<RouterOptions<Exposable, unknown>>;
type Complete = RouterOptions<Exposable, unknown>;
type RowTarget = SeamHandlers | ((req: unknown) => SeamHandlers | Promise<SeamHandlers>);

type Mount = (
  target: RowTarget,
  options: Complete,
) => { listener: RequestListener; drain: () => Promise<void> };

/** A limit as Express has them. */
const asMiddleware =
  (limit: NonNullable<Complete['rateLimit']>): RequestHandler =>
  async (req, _res, next) => {
    const retryAfterMs = await limit(req, endpoints.userIdentities.list);
    next(retryAfterMs === undefined ? undefined : apiError('rate_limit_exceeded', { retryAfterMs }));
  };

const onExpress =
  (express: typeof express5): Mount =>
  (target, options) => {
    const { rateLimit, ...others } = options;
    const router = createSeamRouter(target, { ...others, rateLimit: rateLimit && asMiddleware(rateLimit) });
    const app = express();
    app.use(base, router);
    return { listener: app, drain: () => router.drain() };
  };

/** The ways in which the same kernel meets a socket. */
export const servers: Record<string, Mount> = {
  ...Object.fromEntries(expressVersions.map(([name, express]) => [name, onExpress(express)])),
  'node:http': (target, options) => {
    const handle = createNodeHandler(endpoints, target, { basePath: base, ...options });
    return { listener: (req, res) => void handle(req, res), drain: () => handle.drain() };
  },
  'fetch on node:http': (target, options) => {
    const handle = createRequestHandler(endpoints, target, { basePath: base, ...options });
    const answer = async (request: Request) => (await handle(request)) ?? new Response(null, { status: 404 });
    const listen = getRequestListener(answer);
    return { listener: (req, res) => void listen(req, res), drain: () => handle.drain() };
  },
  Hono: (target, options) => {
    const handle = createRequestHandler(endpoints, target, { basePath: base, ...options });
    const app = new Hono();
    app.all(`${base}/*`, async (c) => (await handle(c.req.raw)) ?? c.notFound());
    const listen = getRequestListener((request) => app.fetch(request));
    return { listener: (req, res) => void listen(req, res), drain: () => handle.drain() };
  },
};

/** The servers that hand requests on as node made them; the others make a URL of them first, which rights some wrongs. */
export const isFetch = (name: string): boolean => name === 'Hono' || name.startsWith('fetch');

/** A header of a request of whichever server. */
export const headerOf = (req: unknown, name: string): string | undefined => {
  const { headers } = req as { headers: Headers | IncomingHttpHeaders };
  return headers instanceof Headers
    ? (headers.get(name) ?? undefined)
    : (headers[name] as string | undefined);
};

interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: unknown;
}

export interface Mounted extends AsyncDisposable {
  readonly fake: FakeSeam;
  readonly port: number;
  readonly url: string;
  readonly user_identity_id: string;
  readonly device_id: string;
  /** The errors that `onError` was told of. */
  readonly faults: unknown[];
  send(path: string, init?: RequestInit): Promise<Answered>;
  /** Sends bytes as they are, and resolves with all that comes back until the connection is closed. */
  raw(text: string | Buffer, end?: boolean): Promise<string>;
  drain(): Promise<void>;
  /** The paths that Seam was asked for. */
  upstream(): string[];
  /** Whether the person still has the device. */
  hasDevice(): boolean;
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

export interface MountOptions {
  readonly target?: ((fake: FakeSeam) => RowTarget) | undefined;
  readonly harden?: HardenOptions | undefined;
  /** What becomes of the listener before it is on the socket. */
  readonly wrap?: ((listener: RequestListener) => RequestListener) | undefined;
}

/** A server of the given kind on a free port, between the test and a fake with one person who has one device. */
export const mount = async (
  name: string,
  options: RowOptions = {},
  { target, harden, wrap = (listener) => listener }: MountOptions = {},
): Promise<Mounted> => {
  const fake = createFakeSeam({ seed: 'empty' });
  const { user_identity_id } = fake.add.userIdentity({
    user_identity_id: 'ada00000-feed-4abc-8def-0000000000aa',
    full_name: 'Ada Okafor',
  });
  const { device_id } = fake.add.device({ device_id: 'd00d0000-feed-4abc-8def-0000000000dd' });
  fake.state.deviceAccess.add(user_identity_id, device_id);
  const faults: unknown[] = [];
  const make = servers[name];
  if (!make) throw new Error(`There is no server ${name}`);
  const { listener, drain } = make(target ? target(fake) : fake.seam, {
    expose: exposed,
    authorize: () => true,
    onError: (error) => void faults.push(error),
    ...options,
  });
  const plain = createServer(wrap(listener));
  const server = (harden ? hardenServer(plain, harden) : plain).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    fake,
    port,
    url,
    user_identity_id,
    device_id,
    faults,
    drain,
    send: async (path, init) => {
      const response = await fetch(url + base + path, init);
      const text = await response.text();
      return { status: response.status, headers: response.headers, text, body: parse(text) };
    },
    raw: (text, end = false) =>
      new Promise((resolve) => {
        const socket = connect(port, '127.0.0.1');
        let received = '';
        socket.setEncoding('latin1');
        socket.on('data', (chunk: string) => (received += chunk));
        socket.on('error', () => {});
        socket.on('close', () => resolve(received));
        socket.write(text);
        if (end) socket.end();
      }),
    upstream: () => fake.journal.calls.map(({ endpoint }) => endpoint),
    hasDevice: () => fake.state.deviceAccess.has(user_identity_id, device_id),
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
};

/** What a refusal looks like. */
export const refusal = (status: number, type: string) => ({
  status,
  body: { ok: false, error: expect.objectContaining({ type, request_id: expect.any(String) }) },
});

/** A POST with a JSON body. A text is sent as it is. */
export const post = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

/** The bytes of a request. */
export const bytesOf = (line: string, headers: readonly string[], body = ''): string =>
  [`${line} HTTP/1.1`, ...headers, '', body].join('\r\n');

export const host = 'host: 127.0.0.1';
export const closing = 'connection: close';
export const asJson = (body: string): string[] => [
  'content-type: application/json',
  `content-length: ${Buffer.byteLength(body)}`,
];

/** A POST as bytes, on a connection that is closed when it was answered. */
export const postBytes = (path: string, body: string, headers: readonly string[] = []): string =>
  bytesOf(`POST ${path}`, [host, closing, ...asJson(body), ...headers], body);

/** Reads to the end of a connection, also when that is a reset, with which `once` of node:events would reject. */
export const closed = (socket: Socket): Promise<void> =>
  new Promise((resolve) => {
    if (socket.closed) resolve();
    socket.on('error', () => {}).once('close', () => resolve());
    socket.resume();
  });

/** The status of what came back as bytes. */
export const statusOf = (received: string): number => Number(/^HTTP\/1\.1 (\d+)/.exec(received)?.[1] ?? 0);
