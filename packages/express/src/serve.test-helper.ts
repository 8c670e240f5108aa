import express5, { type Express } from 'express';
import express4 from 'express4';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The supported versions of Express. */
export const expressVersions = [
  ['Express 5', express5],
  ['Express 4.17', express4 as unknown as typeof express5],
] as const;

export interface Served extends AsyncDisposable {
  readonly url: string;
  send(
    path: string,
    init?: RequestInit,
  ): Promise<{ status: number; headers: Headers; text: string; body: unknown }>;
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** A listener on a free port of this machine. */
export const listen = async (listener: RequestListener): Promise<Served> => {
  const server = createServer(listener);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    send: async (path, init) => {
      const response = await fetch(url + path, init);
      const text = await response.text();
      return { status: response.status, headers: response.headers, text, body: parse(text) };
    },
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

/** An app on a free port of this machine. */
export const serve = (app: Express): Promise<Served> => listen(app);

/** A POST with a JSON body. */
export const post = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});
