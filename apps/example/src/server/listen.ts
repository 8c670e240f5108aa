import { hardenServer } from '@org/seam-express';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isLoopback } from './is-loopback.ts';

export interface Place {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
}

export interface Listening extends AsyncDisposable {
  readonly url: string;
}

/**
 * Puts a request listener, such as an Express app, on a socket.
 * @throws Error when the port is taken
 */
export const listen = async (listener: RequestListener, { port, host }: Place): Promise<Listening> => {
  const server = hardenServer(createServer(listener));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const name = isLoopback(host) ? 'localhost' : host;
  return {
    url: `http://${name}:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
