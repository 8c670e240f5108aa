import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { readRawBody } from './read-raw-body.ts';

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

it('W19 the bytes that come are read, as many as there may be', async () => {
  const chunks = [Buffer.from('in '), Buffer.from('pieces')];
  expect(String(await readRawBody(request(chunks), 9))).toBe('in pieces');
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
