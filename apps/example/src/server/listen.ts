import { hardenServer } from '@org/seam-express';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ListenOptions {
  /** 0 selects a free port. */
  readonly port: number;
  readonly host: string;
}

export interface Listening extends AsyncDisposable {
  readonly url: string;
}

/** Whether a host name or address is a loopback one. */
export const isLoopback = (host: string): boolean => /^(localhost|127\.[\d.]+|\[?::1\]?)$/.test(host);

/**
 * Reads `PORT` (default: 3000) and `HOST` (default: 127.0.0.1). The default host is loopback, because the console has no
 * passwords: every client that reaches it can sign in.
 * @throws Error when PORT is not a port number
 */
export const listenOptions = ({ PORT = '3000', HOST = '127.0.0.1' }: NodeJS.ProcessEnv): ListenOptions => {
  const port = Number(PORT);
  if (!/^\d+$/.test(PORT) || port > 65_535) throw new Error('PORT must be a number from 0 to 65535.');
  return { port, host: HOST };
};

/**
 * Starts an HTTP server for a request listener, such as an Express app.
 * @throws Error when the port is in use
 */
export const listen = async (
  listener: RequestListener,
  { port, host }: ListenOptions,
): Promise<Listening> => {
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
