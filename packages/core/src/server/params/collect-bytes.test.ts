import { expect, it } from 'vitest';
import { collectBytes } from './collect-bytes.ts';

async function* inPieces(...pieces: readonly string[]) {
  for (const piece of pieces) yield await Promise.resolve(new TextEncoder().encode(piece));
}

it.each<[string, string[]]>([
  ['none', []],
  ['one', ['{"a":1}']],
  ['several', ['{"', 'a', '', '":1}']],
])('a body that comes in %s is whole', async (_, pieces) => {
  const bytes = await collectBytes(inPieces(...pieces), 7);
  expect(new TextDecoder().decode(bytes)).toBe(pieces.join(''));
});

it('R18: no more is waited for than may come', async () => {
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
