import { checkOptions, notify, type OptionRules, rules } from '@org/seam-core/internal';
import { apiError } from '@org/seam-server';
import { errorResponse, fromNodeRequest, writeNodeResponse } from '@org/seam-server/internal';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Wait } from './outcome.ts';
import type { Responder } from './responder.ts';
import { type RequestSummary, summarizeRequest } from './request-summary.ts';
import { writeOutcome } from './socket.ts';

/** Options of `fake.listen()`. */
export interface ListenOptions {
  /** @default a free port */
  port?: number | undefined;
  /**
   * The address to listen on. Without it, requests whose `Host` header does not name this machine return 403, which
   * protects against DNS rebinding. With it, any `Host` header is accepted.
   * @default 127.0.0.1
   */
  host?: string | undefined;
  /**
   * Whether webhooks are delivered automatically after each request, or by `fake.webhooks.flush()`.
   * @default 'auto'
   */
  webhooks?: 'auto' | 'manual' | undefined;
  /**
   * Whether programs on this machine can read and change the fake under `/_fake`.
   * @default false
   */
  control?: boolean | undefined;
  /**
   * `'real'` lets time pass while the fake listens: the clock follows the real time, jobs and deliveries become due without
   * a request, and receivers accept the timestamps of deliveries. The clock can still be moved forward.
   * @default 'fixed'
   */
  clock?: 'fixed' | 'real' | undefined;
  /**
   * Called after each request, with what a log line needs: no parameters, and no token. Its errors are ignored.
   */
  onRequest?: ((request: RequestSummary) => unknown) | undefined;
  /**
   * Called when the fake may have changed: after each request, and after webhook deliveries. Its errors are ignored.
   */
  onChange?: (() => unknown) | undefined;
}

/** Whether a host name or an address is a loopback one. */
export const isLoopback = (host: string): boolean =>
  /^(localhost|127(\.\d{1,3}){3}|::ffff:127(\.\d{1,3}){3}|::1|\[::1\])$/i.test(host);

/** Whether a `Host` header names a loopback host, with any port. */
export const isLoopbackHost = (header = ''): boolean => isLoopback(header.replace(/:\d+$/, ''));

const listenRules: OptionRules<ListenOptions> = {
  port: rules.count(0, 65_535),
  host: {
    expected: 'a host name or an address',
    accepts: (value) => typeof value === 'string' && value !== '',
  },
  webhooks: rules.oneOf('auto', 'manual'),
  control: rules.type('boolean'),
  clock: rules.oneOf('fixed', 'real'),
  onRequest: rules.type('function'),
  onChange: rules.type('function'),
};

/** @throws SeamConfigError that names the option, its value and the expected value */
export const checkListenOptions = (options: ListenOptions): void => {
  checkOptions('listen', options, listenRules);
};

/** A fake that listens on a socket. */
export interface ListeningFake extends AsyncDisposable {
  /** The base URL, to be passed to a client as its `endpoint`. */
  readonly url: string;
  readonly port: number;
  /** Stops listening and closes open connections. */
  close(): Promise<void>;
}

/** Takes a request that is not for the API; `false` when it is. */
export type Sideways = (request: IncomingMessage, response: ServerResponse) => boolean;

interface Parts {
  readonly respond: Responder;
  readonly wait: Wait;
  /** Called after a request was processed, before its response is sent. */
  readonly changed: () => void;
  /** Called after each response. */
  readonly afterwards: () => unknown;
  readonly sideways?: Sideways | undefined;
  /** The response to `GET /` and `GET /health`, which need no API key. */
  readonly describe: () => object;
  /** Called when the fake no longer listens. */
  readonly closed: () => void;
}

const foreign = errorResponse(
  apiError('forbidden', {
    message:
      'The fake accepts requests to localhost or a loopback address only. To use another host name, set the option host.',
  }),
  'refused',
);

const isHealthCheck = ({ method, url }: IncomingMessage): boolean =>
  (method === 'GET' || method === 'HEAD') && (url === '/' || url === '/health');

/** The headers of every response with a body. */
const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };

/** The name by which this machine reaches an address that a server listens on. */
const reachable: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

/** Serves a responder on a socket. */
export const listen = async (
  { respond, wait, changed, afterwards, sideways, describe, closed }: Parts,
  { port = 0, host, onRequest }: ListenOptions = {},
): Promise<ListeningFake> => {
  const { createServer } = await import('node:http');
  let address = '';
  const serve = async (
    request: IncomingMessage,
    response: ServerResponse,
    identify?: (requestId: string | undefined) => void,
  ): Promise<void> => {
    if (host === undefined && !isLoopbackHost(request.headers.host)) {
      writeNodeResponse(request, response, foreign);
      return;
    }
    if (isHealthCheck(request)) {
      const value = describe();
      writeNodeResponse(request, response, { status: 200, headers, value, body: JSON.stringify(value) });
      return;
    }
    const base = request.headers.host === undefined ? address : `http://${request.headers.host}`;
    const outcome = await respond(fromNodeRequest(request, response, request.url ?? '/'), base);
    if (outcome.kind === 'response') identify?.(outcome.response.headers['seam-request-id']);
    changed();
    await writeOutcome({ request, response }, outcome, wait).finally(() => notify(afterwards));
  };
  const server = createServer((request, response) => {
    // A caller that disconnects during the response is not an error of the fake.
    response.on('error', () => {});
    request.on('error', () => {});
    const identify = onRequest && summarizeRequest({ request, response }, onRequest);
    if (sideways?.(request, response)) return;
    serve(request, response, identify).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host ?? '127.0.0.1', resolve);
  });
  const listening = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve, reject) => {
      server.close((error) => (error && server.listening ? reject(error) : resolve()));
      server.closeAllConnections();
      closed();
    });
  const local = reachable[listening.address] ?? listening.address;
  const name = listening.family === 'IPv6' ? `[${local}]` : local;
  address = `http://${name}:${listening.port}`;
  return { url: address, port: listening.port, close, [Symbol.asyncDispose]: close };
};
