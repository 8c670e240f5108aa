import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { rawBodyOf } from './raw-body.ts';

/** A request of a host that emulates Node's server. */
const request = (chunks: readonly Buffer[], facts: object = {}) =>
  Object.assign(Readable.from(chunks), { headers: {}, ...facts }) as never;

const read = async (incoming: IncomingMessage): Promise<string> => {
  const body = rawBodyOf(incoming);
  if (body instanceof Object && Symbol.asyncIterator in body) {
    const pieces: Uint8Array[] = [];
    for await (const piece of body as AsyncIterable<Uint8Array>) pieces.push(piece);
    return String(Buffer.concat(pieces));
  }
  return new TextDecoder().decode(body as Uint8Array);
};

it.each([{ rawBody: Buffer.from('kept') }, { body: Buffer.from('kept') }])(
  'W14 returns the bytes that a parser kept: %j',
  async (kept) => {
    expect(await read(request([], kept))).toBe('kept');
  },
);

it.each(['rawBody', 'body'])('W50 returns bytes of another realm that were kept as %s', async (name) => {
  const bytes = runInNewContext('Uint8Array.from([107, 101, 112, 116])') as Uint8Array;
  expect(bytes instanceof Uint8Array).toBe(false);
  expect(await read(request([], { [name]: bytes }))).toBe('kept');
});

it('W19 returns the stream when no parser read it', async () => {
  expect(await read(request([Buffer.from('in '), Buffer.from('pieces')]))).toBe('in pieces');
});

it('W19 keeps a stream open whose rest is not read', async () => {
  const incoming = request([Buffer.from('in '), Buffer.from('pieces')]) as Readable;
  for await (const _piece of rawBodyOf(incoming as never) as AsyncIterable<Uint8Array>) break;
  expect(incoming.destroyed).toBe(false);
});

it('W16 reads no body as an empty one', async () => {
  expect(await read(request([], { headers: { 'content-length': '0' } }))).toBe('');
  expect(await read(request([]))).toBe('');
});

it('W14 rejects a stream that ends without the announced body', async () => {
  const elsewhere = request([], { headers: { 'content-length': '5' }, body: { parsed: true } });
  await expect(read(elsewhere)).rejects.toThrow('Mount it before express.json()');
});
