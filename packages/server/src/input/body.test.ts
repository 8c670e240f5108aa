import { describe, expect, it } from 'vitest';
import { countHeld } from '../../test/count-held.test-helper.ts';
import { collectBytes } from './body.ts';

describe('collectBytes', () => {
  async function* inPieces(...pieces: readonly string[]) {
    for (const piece of pieces) yield await Promise.resolve(new TextEncoder().encode(piece));
  }

  it.each<[string, string[]]>([
    ['none', []],
    ['one', ['{"a":1}']],
    ['several', ['{"', 'a', '', '":1}']],
  ])('collects a body from %s', async (_, pieces) => {
    const bytes = await collectBytes(inPieces(...pieces), 7);
    expect(new TextDecoder().decode(bytes)).toBe(pieces.join(''));
  });

  it('R18: stops at the limit', async () => {
    const seen: string[] = [];
    async function* endless() {
      for (;;) {
        seen.push('piece');
        yield await Promise.resolve(new Uint8Array(4));
      }
    }
    await expect(collectBytes(endless(), 8)).rejects.toMatchObject({ type: 'payload_too_large' });
    expect(seen).toHaveLength(3);
  });

  /** The bytes of a text in pieces of some length, each a part of a larger buffer, as those of a socket are. */
  async function* piecesOf(text: string, length: number): AsyncGenerator<Uint8Array> {
    for (let start = 0; start < text.length; start += length) {
      const buffer = new Uint8Array(1024);
      const { written } = new TextEncoder().encodeInto(text.slice(start, start + length), buffer);
      yield buffer.subarray(0, written);
    }
  }

  const text = Array.from({ length: 5000 }, (_, index) => index % 10).join('');
  const read = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

  it.each([1, 7, 1000, 1024])('joins chunks of %i bytes', async (length) => {
    for (const announced of [undefined, '5000', '20', '5001', 'many', '-1', '1e9'])
      expect(read(await collectBytes(piecesOf(text, length), 5001, announced))).toBe(text);
  });

  it('holds only the bytes of a body in tiny chunks', async () => {
    const references: WeakRef<object>[] = [];
    let held = Infinity;
    async function* watched() {
      for await (const piece of piecesOf(text, 1)) {
        references.push(new WeakRef(piece.buffer));
        yield piece;
      }
      held = await countHeld(references);
    }
    const bytes = await collectBytes(watched(), 10_000);
    expect(references).toHaveLength(5000);
    expect(held).toBeLessThan(10);
    expect(bytes.buffer.byteLength).toBeLessThanOrEqual(10_000);
  });

  it('empty chunks use no memory', async () => {
    const references: WeakRef<object>[] = [];
    let held = Infinity;
    async function* empty() {
      for (let index = 0; index < 1000; index += 1) {
        const piece = new Uint8Array();
        references.push(new WeakRef(piece));
        yield piece;
      }
      held = await countHeld(references);
    }
    expect(await collectBytes(empty(), 1)).toHaveLength(0);
    expect(held).toBeLessThan(10);
  });

  it('does not copy a single chunk', async () => {
    const piece = new TextEncoder().encode(text);
    // eslint-disable-next-line typescript/require-await -- bodies are iterated over asynchronously
    async function* one() {
      yield piece;
    }
    expect(await collectBytes(one(), 5000)).toBe(piece);
  });

  it('rejects a body above the limit', async () => {
    let read = 0;
    async function* counted() {
      for await (const piece of piecesOf(text, 10)) {
        read += piece.length;
        yield piece;
      }
    }
    await expect(collectBytes(counted(), 95)).rejects.toMatchObject({ type: 'payload_too_large' });
    expect(read).toBe(100);
  });
});
