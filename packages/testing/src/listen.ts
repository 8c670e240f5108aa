import { toNodeCall } from '@org/seam-core/server';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Wait } from './wire/outcome.ts';
import type { Responder } from './wire/create-responder.ts';
import { writeOutcome } from './wire/write-outcome.ts';

export interface ListenOptions {
  /** @default a free port */
  port?: number | undefined;
  /** @default 127.0.0.1 */
  host?: string | undefined;
  /**
   * Whether webhooks are delivered after each call on their own, or when `fake.webhooks.flush()` is called.
   * @default 'auto'
   */
  webhooks?: 'auto' | 'manual' | undefined;
  /**
   * Whether programs of this machine may look at the fake and change it, under `/_fake`.
   * @default false
   */
  control?: boolean | undefined;
}

/** A fake that answers on a socket. */
export interface ListeningFake extends AsyncDisposable {
  /** The base URL, to be passed to a client as its `endpoint`. */
  readonly url: string;
  readonly port: number;
  /** Stops listening and ends the connections that are open. */
  close(): Promise<void>;
}

/** Takes a request that is not for the API; `false` when it is. */
export type Sideways = (request: IncomingMessage, response: ServerResponse) => boolean;

interface Parts {
  readonly respond: Responder;
  readonly wait: Wait;
  /** Called after each call was answered. */
  readonly afterwards?: (() => void) | undefined;
  readonly sideways?: Sideways | undefined;
}

/** Serves a responder on a socket. */
export const listen = async (
  { respond, wait, afterwards, sideways }: Parts,
  { port = 0, host = '127.0.0.1' }: ListenOptions = {},
): Promise<ListeningFake> => {
  const { createServer } = await import('node:http');
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const outcome = await respond(toNodeCall(request, response, request.url ?? '/'));
    await writeOutcome({ request, response }, outcome, wait);
    afterwards?.();
  };
  const server = createServer((request, response) => {
    if (sideways?.(request, response)) return;
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve, reject) => {
      server.close((error) => (error && server.listening ? reject(error) : resolve()));
      server.closeAllConnections();
    });
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return { url: `http://${name}:${address.port}`, port: address.port, close, [Symbol.asyncDispose]: close };
};
