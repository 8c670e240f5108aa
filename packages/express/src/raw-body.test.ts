import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it, vi } from 'vitest';
import { readRawBody } from './raw-body.ts';

/** A request as a host makes it that stands in for node's server. */
const request = (chunks: readonly Buffer[], facts: object = {}) =>
  Object.assign(Readable.from(chunks), { headers: {}, ...facts }) as never;

it.each([{ rawBody: Buffer.from('kept') }, { body: Buffer.from('kept') }])(
  'the bytes that were kept are taken, as many as there may be: %j',
  async (kept) => {
    expect(String(await readRawBody(request([], kept), 4))).toBe('kept');
    await expect(readRawBody(request([], kept), 3)).rejects.toMatchObject({ type: 'payload_too_large' });
  },
);

it.each(['rawBody', 'body'])('W50 takes the bytes of another realm that were kept as %s', async (name) => {
  const bytes = runInNewContext('Uint8Array.from([107, 101, 112, 116])') as Uint8Array;
  expect(bytes instanceof Uint8Array).toBe(false);
  expect(new TextDecoder().decode(await readRawBody(request([], { [name]: bytes }), 4))).toBe('kept');
});

it('W48 counts each piece before it is kept', async () => {
  const counted: number[] = [];
  await readRawBody(
    request([Buffer.from('in '), Buffer.from('pieces')]),
    9,
    (bytes) => void counted.push(bytes),
  );
  expect(counted).toEqual([3, 6]);
});

it('W19 the bytes that come are read, as many as there may be', async () => {
  const chunks = [Buffer.from('in '), Buffer.from('pieces')];
  expect(new TextDecoder().decode(await readRawBody(request(chunks), 9))).toBe('in pieces');
  await expect(readRawBody(request(chunks), 8)).rejects.toMatchObject({ type: 'payload_too_large' });
});

it('W16 no body is an empty one', async () => {
  expect(await readRawBody(request([], { headers: { 'content-length': '0' } }), 9)).toHaveLength(0);
  expect(await readRawBody(request([]), 9)).toHaveLength(0);
});

it('W14 a body that was announced and does not come is somewhere else', async () => {
  const elsewhere = request([], { headers: { 'content-length': '5' }, body: { parsed: true } });
  await expect(readRawBody(elsewhere, 9)).rejects.toThrow('Mount it before express.json()');
});

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const heapUsed = () => {
  collectGarbage();
  return process.memoryUsage().heapUsed;
};

it('W19 holds no more for a body of single bytes, as long as it comes, than for another', async () => {
  const incoming: Socket[] = [];
  const bodies: Promise<Uint8Array>[] = [];
  const server = createServer((request) => {
    incoming.push(request.socket);
    bodies.push(readRawBody(request, 262_144));
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
  const read = () => incoming.reduce((sum, { bytesRead }) => sum + bytesRead, 0);
  await vi.waitFor(() => expect(read()).toBe(sent), 10_000);
  await new Promise((resolve) => void setImmediate(resolve));
  // 200,000 bytes came. In pieces they would be some 40 MB.
  expect(heapUsed() - before).toBeLessThan(10_000_000);

  for (const client of clients) client.write('0\r\n\r\n');
  for (const body of bodies) expect((await body).length).toBe(40_000);
  for (const client of clients) client.destroy();
  server.close();
});
