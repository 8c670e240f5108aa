import { endpoints } from '@org/seam-core';
import {
  apiError,
  createNodeHandler,
  errorAnswer,
  writeNodeAnswer,
  type HandlerOptions,
} from '@org/seam-core/server';
import type { AddressInfo } from 'node:net';
import { handlers } from './handlers/index.ts';
import type { WorldContext } from './world.ts';

export interface ListenOptions {
  /** @default a free port */
  port?: number | undefined;
  /** @default 127.0.0.1 */
  host?: string | undefined;
}

/** A fake that answers on a socket. */
export interface ListeningFake extends AsyncDisposable {
  /** The base URL, to be passed to a client as its `endpoint`. */
  readonly url: string;
  readonly port: number;
  /** Stops listening and ends the connections that are open. */
  close(): Promise<void>;
}

/** Serves the fake's handlers on a socket. */
export const listen = async (
  options: HandlerOptions<WorldContext> & { requestId: () => string },
  { port = 0, host = '127.0.0.1' }: ListenOptions = {},
): Promise<ListeningFake> => {
  const { createServer } = await import('node:http');
  const answer = createNodeHandler(endpoints, handlers, options);
  const server = createServer((request, response) => {
    void answer(request, response, () =>
      writeNodeAnswer(
        request,
        response,
        errorAnswer(apiError('not_implemented_by_fake'), options.requestId()),
      ),
    );
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
