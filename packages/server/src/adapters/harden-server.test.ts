import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, it } from 'vitest';
import { type HardenOptions, hardenServer } from './harden-server.ts';

/** A server that answers at once, and a caller who asks it whether to send a body. */
const hardened = async (options: HardenOptions) => {
  const asked: unknown[] = [];
  const server = hardenServer(
    createServer((incoming, response) => {
      asked.push(incoming.headers['content-length']);
      response.setHeader('connection', 'close').end();
    }),
    options,
  ).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    asked,
    ask: async (length: number): Promise<unknown> => {
      const headers = { expect: '100-continue', 'content-length': length };
      const sent = request({ port, method: 'POST', headers });
      sent.flushHeaders();
      const told = Promise.race([
        once(sent, 'continue').then(() => 'continue'),
        once(sent, 'response').then(([response]) => (response as IncomingMessage).resume().statusCode),
      ]);
      const said = await told;
      sent.on('error', () => {}).destroy();
      return said;
    },
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
};

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

it.each([
  [{}, 1_048_576],
  [{ bodyLimit: 10 }, 10],
])('R76: with %j who asks first is told to send %i bytes, and not one more', async (options, most) => {
  await using server = await hardened(options);
  expect(await server.ask(most)).toBe('continue');
  expect(await server.ask(most + 1)).toBe(413);
  expect(server.asked).toEqual([String(most)]);
});

it('R73: headers have their time also where a body may take as long as it likes', async () => {
  const limits = { headersTimeout: 100, requestTimeout: 0, checkInterval: 20 };
  const server = hardenServer(createServer(), limits).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nhost: a\r\nx-slow: ');
  const [answer] = (await once(socket, 'data')) as [Buffer];
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 408 /);
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
])('a %s of %s is refused', (name, value) => {
  expect(() => hardenServer(createServer(), { [name]: value })).toThrow(
    expect.objectContaining({ name: 'SeamConfigError', message: expect.stringContaining(name) }),
  );
});

it('a server that listens already is refused, since it has read some of them', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  expect(() => hardenServer(server)).toThrow('before the server listens');
  server.close();
});
