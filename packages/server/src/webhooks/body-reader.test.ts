import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it, vi } from 'vitest';
import { listen } from '../../test/listen.test-helper.ts';
import { delivery, start, stopTime } from '../../test/webhooks/receiver.test-helper.ts';
import { createBodyReaders, type WebhookBody } from './body-reader.ts';
import { createWebhookFetchHandler } from './fetch-handler.ts';

stopTime();

const limits = { bodyTimeout: 1_000, maxBufferedBytes: 100 };

/** A stream that a test writes to. */
const openStream = (cancel = () => {}) => {
  let controller!: ReadableStreamDefaultController<Uint8Array>;
  const start = (opened: typeof controller) => void (controller = opened);
  const body = new ReadableStream<Uint8Array>({ start, cancel });
  const write = async (bytes: number) => {
    controller.enqueue(new Uint8Array(bytes));
    await vi.advanceTimersByTimeAsync(0);
  };
  return { body, write, close: () => controller.close() };
};

it('W47 responds with 408 when a body is not available in time', async () => {
  const { receive, onDelivery } = start({ bodyTimeout: 1_000 });
  const { headers } = delivery();
  const onResponse = vi.fn();
  const response = receive({ headers, body: () => new Promise<never>(() => {}) });
  response.then(onResponse, onResponse);
  await vi.advanceTimersByTimeAsync(999);
  expect(onResponse).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(await response).toMatchObject({ status: 408, body: expect.stringContaining('request_timeout') });
  expect(onDelivery).toHaveBeenCalledWith(
    expect.objectContaining({ result: 'request_timeout', id: 'msg_1' }),
  );
});

it('W47 waits ten seconds by default', async () => {
  const response = start().receive({ headers: delivery().headers, body: () => new Promise<never>(() => {}) });
  await vi.advanceTimersByTimeAsync(9_999);
  const state = vi.fn();
  response.then(state, state);
  await vi.advanceTimersByTimeAsync(0);
  expect(state).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect((await response).status).toBe(408);
});

it('W47 cancels the stream of a request whose body stalls', async () => {
  const cancel = vi.fn();
  const { body, write } = openStream(cancel);
  await write(9);
  const init = { method: 'POST', headers: delivery().headers, body, duplex: 'half' } as RequestInit;
  const receive = createWebhookFetchHandler(start({ bodyTimeout: 50 }).receive);
  const response = receive(new Request('https://example.com/hook', init));
  await vi.advanceTimersByTimeAsync(49);
  expect(cancel).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect((await response).status).toBe(408);
  expect(cancel).toHaveBeenCalledOnce();
});

it.each<[string, (onEnd: () => void) => WebhookBody]>([
  ['web stream', (cancel) => openStream(cancel).body],
  ['Node stream', (destroy) => new Readable({ read() {}, destroy: (_, done) => (destroy(), done(null)) })],
])('W47 ends a %s that is available only after the time limit', async (_, create) => {
  const onEnd = vi.fn();
  let provide!: (body: WebhookBody) => void;
  const body = new Promise<WebhookBody>((resolve) => void (provide = resolve));
  const response = start({ bodyTimeout: 50 }).receive({ headers: delivery().headers, body: () => body });
  await vi.advanceTimersByTimeAsync(50);
  expect((await response).status).toBe(408);
  provide(create(onEnd));
  await vi.advanceTimersByTimeAsync(0);
  expect(onEnd).toHaveBeenCalledOnce();
});

it('W48 aborts the largest body for a smaller one at the memory limit', async () => {
  const open = createBodyReaders(limits);
  const onCancel = vi.fn();
  const [large, small] = [openStream(onCancel), openStream()];
  const aborted = expect(open().read(() => large.body)).rejects.toMatchObject({ type: 'webhook_busy' });
  const read = open().read(() => small.body);
  await large.write(90);
  await small.write(30);
  await aborted;
  expect(onCancel).toHaveBeenCalledOnce();
  small.close();
  expect(await read).toHaveLength(30);
});

it('W48 rejects the largest body itself, and does not count closed bodies', async () => {
  const open = createBodyReaders(limits);
  const bytes = (length: number) => new Blob([new Uint8Array(length)]).stream();
  const [first, second] = [open(), open()];
  await first.read(() => bytes(50));
  await expect(second.read(() => bytes(51))).rejects.toMatchObject({ type: 'webhook_busy' });
  second.close();
  first.close();
  first.close();
  for (let times = 0; times < 100; times += 1) {
    const reader = open();
    expect(await reader.read(() => bytes(100))).toHaveLength(100);
    reader.close();
  }
});

it('W48 does not read a stream that sends more after it was aborted', async () => {
  const open = createBodyReaders(limits);
  const seen: number[] = [];
  let send = () => {};
  async function* pieces() {
    for (const length of [90, 1, 1]) {
      seen.push(length);
      yield new Uint8Array(length);
      await new Promise<void>((resolve) => void (send = resolve));
    }
  }
  const aborted = expect(open().read(pieces)).rejects.toMatchObject({ type: 'webhook_busy' });
  await vi.advanceTimersByTimeAsync(0);
  await open().read(() => new Blob([new Uint8Array(30)]).stream());
  await aborted;
  send();
  await vi.advanceTimersByTimeAsync(0);
  expect(seen).toEqual([90, 1]);
});

it('W48 responds with 503 to the body that uses the memory, and with 204 to a delivery meanwhile', async () => {
  const { receive, onDelivery } = start({ maxBufferedBytes: 262_144 });
  const { body, headers } = delivery();
  const stalling = openStream();
  const stalled = receive({ headers, body: stalling.body });
  await stalling.write(262_144);
  const valid = await receive({ headers, body: new Blob([body]).stream() });
  expect(valid.status).toBe(204);
  expect(await stalled).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
  expect(onDelivery).toHaveBeenCalledWith(expect.objectContaining({ result: 'webhook_busy', status: 503 }));
});

it('W19 reads a Node stream up to the size limit', async () => {
  const read = (...lengths: readonly number[]) =>
    createBodyReaders({ bodyTimeout: 1_000, maxBufferedBytes: 16_777_216 })().read(() =>
      Readable.from(lengths.map((length) => Buffer.alloc(length))),
    );
  expect(await read(131_072, 131_072)).toHaveLength(262_144);
  await expect(read(131_072, 131_072, 1)).rejects.toMatchObject({ type: 'payload_too_large' });
});

it.each([
  ['W47 408 for a body that stalls', 408, 1, 1_000],
  ['W19 413 for a body that is too large', 413, 262_145, 0],
])('a request of Node gets %s, and is closed then', async (_, status, length, wait) => {
  const received = new EventEmitter();
  const started = once(received, 'request');
  const { receive } = start({ bodyTimeout: 1_000 });
  await using server = await listen((request, response) => {
    received.emit('request');
    void (async () => {
      const { body, headers, ...result } = await receive({ headers: request.headers, body: request });
      response.writeHead(result.status, headers).end(body);
    })();
  });
  const sent = request({ port: server.port, method: 'POST', headers: delivery().headers });
  const closed = once(sent, 'close');
  sent.on('error', () => {}).write('x'.repeat(length));
  const responded = once(sent, 'response');
  await started;
  await vi.advanceTimersByTimeAsync(wait);
  const [response] = (await responded) as [IncomingMessage];
  expect(response.statusCode).toBe(status);
  response.on('error', () => {}).resume();
  await vi.advanceTimersByTimeAsync(1_000);
  await closed;
});

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const heapUsed = () => {
  collectGarbage();
  return process.memoryUsage().heapUsed;
};

it('W19 uses no more memory for a body that arrives in single bytes', async () => {
  vi.useRealTimers();
  const open = createBodyReaders({ bodyTimeout: 10_000, maxBufferedBytes: 16_777_216 });
  const incoming: Socket[] = [];
  const bodies: Promise<Uint8Array>[] = [];
  const server = createServer((request) => {
    incoming.push(request.socket);
    const pieces = request.iterator({ destroyOnReturn: false });
    bodies.push(open().read(() => pieces) as Promise<Uint8Array>);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const clients = Array.from({ length: 5 }, () =>
    connect((server.address() as AddressInfo).port, '127.0.0.1'),
  );
  const before = heapUsed();
  const head = 'POST / HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\n';
  const chunks = '1\r\nx\r\n'.repeat(40_000);
  for (const client of clients) client.write(head + chunks);
  const sent = clients.length * (head.length + chunks.length);
  const received = () => incoming.reduce((sum, { bytesRead }) => sum + bytesRead, 0);
  await vi.waitFor(() => expect(received()).toBe(sent), 10_000);
  await new Promise((resolve) => void setImmediate(resolve));
  // 200,000 bytes were received. As separate chunks they would take about 40 MB.
  expect(heapUsed() - before).toBeLessThan(10_000_000);

  for (const client of clients) client.write('0\r\n\r\n');
  for (const body of bodies) expect((await body).length).toBe(40_000);
  for (const client of clients) client.destroy();
  server.close();
});
