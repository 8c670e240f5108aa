import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, it } from 'vitest';
import { type HardenOptions, hardenServer } from './harden-server.ts';

/** A server that responds immediately, and a function that sends `Expect: 100-continue` with a content length. */
const hardened = async (options: HardenOptions) => {
  const received: unknown[] = [];
  const server = hardenServer(
    createServer((incoming, response) => {
      received.push(incoming.headers['content-length']);
      response.setHeader('connection', 'close').end();
    }),
    options,
  ).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    received,
    expectContinue: async (length: number): Promise<unknown> => {
      const headers = { expect: '100-continue', 'content-length': length };
      const sent = request({ port, method: 'POST', headers });
      sent.flushHeaders();
      const result = await Promise.race([
        once(sent, 'continue').then(() => 'continue'),
        once(sent, 'response').then(([response]) => (response as IncomingMessage).resume().statusCode),
      ]);
      sent.on('error', () => {}).destroy();
      return result;
    },
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
};

it('R72, R73: sets limits by default', () => {
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

it('the headers timeout is at most the request timeout', () => {
  expect(hardenServer(createServer(), { requestTimeout: 2000 }).headersTimeout).toBe(2000);
});

it.each([
  [{}, 1_048_576],
  [{ bodyLimit: 10 }, 10],
])(
  'R76: with %j a caller with Expect: 100-continue may send %i bytes, and no more',
  async (options, most) => {
    await using server = await hardened(options);
    expect(await server.expectContinue(most)).toBe('continue');
    expect(await server.expectContinue(most + 1)).toBe(413);
    expect(server.received).toEqual([String(most)]);
  },
);

it('R73: the headers timeout applies when the request timeout is disabled', async () => {
  const limits = { headersTimeout: 100, requestTimeout: 0, checkInterval: 20 };
  const server = hardenServer(createServer(), limits).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nhost: a\r\nx-slow: ');
  const [response] = (await once(socket, 'data')) as [Buffer];
  expect(response.toString()).toMatch(/^HTTP\/1\.1 408 /);
  socket.destroy();
  server.close();
});

it.each([
  ['headersTimeout', 0],
  ['headersTimeout', Number.NaN],
  ['requestTimeout', -5],
  ['requestTimeout', Infinity],
  ['keepAliveTimeout', 0],
  ['checkInterval', 0],
  ['maxHeaders', 0],
  ['maxRequestsPerSocket', -1],
  ['bodyLimit', '1mb'],
  ['maxHeader', 5],
])('rejects a %s of %s', (name, value) => {
  expect(() => hardenServer(createServer(), { [name]: value })).toThrow(
    expect.objectContaining({ name: 'SeamConfigError', message: expect.stringContaining(name) }),
  );
});

it('rejects a server that already listens, because Node has read some limits', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  expect(() => hardenServer(server)).toThrow('before the server listens');
  server.close();
});

it('rejects a server that is hardened already: each request that expects 100-continue would be processed twice', () => {
  const server = hardenServer(createServer());
  expect(() => hardenServer(server)).toThrow('Call hardenServer once');
});
