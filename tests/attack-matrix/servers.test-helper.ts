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
} from '@org/seam-server';
import type express5 from 'express';
import type { RequestHandler } from 'express';
import { Hono } from 'hono';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { expressVersions } from '../../packages/express/src/serve.test-helper.ts';
import {
  base,
  type MatrixOptions,
  type MatrixTarget,
  type Mounted,
  type MountOptions,
  prepare,
  readResponse,
} from './mount.test-helper.ts';

type Options = RouterOptions<Exposable, unknown>;
type Listen = (
  target: MatrixTarget,
  options: Options,
) => { listener: RequestListener; drain: () => Promise<void> };

/** A rate limit as Express middleware. */
const asMiddleware =
  (limit: NonNullable<Options['rateLimit']>): RequestHandler =>
  async (req, _res, next) => {
    const retryAfterMs = await limit(req, endpoints.userIdentities.list);
    next(retryAfterMs === undefined ? undefined : apiError('rate_limit_exceeded', { retryAfterMs }));
  };

const onExpress =
  (express: typeof express5): Listen =>
  (target, options) => {
    const { rateLimit, ...others } = options;
    const router = createSeamRouter(target, { ...others, rateLimit: rateLimit && asMiddleware(rateLimit) });
    const app = express();
    app.use(base, router);
    return { listener: app, drain: () => router.drain() };
  };

const listeners: Record<string, Listen> = {
  ...Object.fromEntries(expressVersions.map(([name, express]) => [name, onExpress(express)])),
  'node:http': (target, options) => {
    const handle = createNodeHandler(endpoints, target, { basePath: base, ...options });
    return { listener: (req, res) => void handle(req, res), drain: () => handle.drain() };
  },
  'fetch on node:http': (target, options) => {
    const handle = createRequestHandler(endpoints, target, { basePath: base, ...options });
    const respond = async (request: Request) =>
      (await handle(request)) ?? new Response(null, { status: 404 });
    const listen = getRequestListener(respond);
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

/** The names of the servers that the router is adapted to. */
export const servers: readonly string[] = Object.keys(listeners);

/** Whether the server makes a URL of the request target first, which normalizes it. The others pass it as node parsed it. */
export const isFetch = (name: string): boolean => name === 'Hono' || name.startsWith('fetch');

export interface Served extends Mounted {
  readonly port: number;
  /** Sends bytes as they are. Resolves with all received bytes when the connection is closed. */
  raw(text: string | Buffer, end?: boolean): Promise<string>;
}

export interface ServeOptions extends MountOptions {
  readonly harden?: HardenOptions | undefined;
  /** Wraps the listener of the server. */
  readonly wrap?: ((listener: RequestListener) => RequestListener) | undefined;
}

/** Starts a server of the given kind on a free port. */
export const serve = async (
  name: string,
  options: MatrixOptions = {},
  { harden, wrap = (listener) => listener, ...more }: ServeOptions = {},
): Promise<Served> => {
  const { target, options: complete, common } = prepare(options, more);
  const create = listeners[name];
  if (!create) throw new Error(`Unknown server: ${name}`);
  const { listener, drain } = create(target, complete);
  const plain = createServer(wrap(listener));
  const server = (harden ? hardenServer(plain, harden) : plain).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    ...common,
    port,
    url,
    drain,
    send: async (path, init) => readResponse(await fetch(url + base + path, init)),
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
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
};

/** The bytes of a request. */
export const bytesOf = (line: string, headers: readonly string[], body = ''): string =>
  [`${line} HTTP/1.1`, ...headers, '', body].join('\r\n');

export const host = 'host: 127.0.0.1';
export const closing = 'connection: close';
export const asJson = (body: string): string[] => [
  'content-type: application/json',
  `content-length: ${Buffer.byteLength(body)}`,
];

/** The bytes of a POST on a connection that is closed after the response. */
export const postBytes = (path: string, body: string, headers: readonly string[] = []): string =>
  bytesOf(`POST ${path}`, [host, closing, ...asJson(body), ...headers], body);

/** Waits until a socket is closed, also by a reset, with which `once` of node:events would reject. */
export const closed = (socket: Socket): Promise<void> =>
  new Promise((resolve) => {
    if (socket.closed) resolve();
    socket.on('error', () => {}).once('close', () => resolve());
    socket.resume();
  });

/** The status of a response in bytes. */
export const statusOf = (received: string): number => Number(/^HTTP\/1\.1 (\d+)/.exec(received)?.[1] ?? 0);
