import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, it } from 'vitest';
import { hardenServer } from './harden-server.ts';

it('R72, R73: a server has limits without saying any', () => {
  const server = createServer();
  expect(hardenServer(server)).toBe(server);
  expect(server).toMatchObject({
    headersTimeout: 10_000,
    requestTimeout: 30_000,
    keepAliveTimeout: 5000,
    maxHeadersCount: 100,
    maxRequestsPerSocket: 1000,
    connectionsCheckingInterval: 1000,
  });
});

it('headers may take no longer than the whole request', () => {
  expect(hardenServer(createServer(), { requestTimeout: 2000 }).headersTimeout).toBe(2000);
});

it('a server that listens already is refused, since it has read some of them', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  expect(() => hardenServer(server)).toThrow('before the server listens');
  server.close();
});
