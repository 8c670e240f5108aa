import { expect, it } from 'vitest';
import { bytesOf } from './bytes-of.ts';
import { foreignBytes } from './realms.test-helper.ts';

it.each(foreignBytes('täxt'))('W50 reads the bytes of a %s of another realm', (_kind, bytes) => {
  expect(bytes instanceof Uint8Array).toBe(false);
  expect(bytesOf(bytes)).toEqual(new TextEncoder().encode('täxt'));
});

it('W50 returns a Buffer as it is, and nothing for what only looks like bytes', () => {
  const buffer = Buffer.from('x');
  expect(bytesOf(buffer)).toBe(buffer);
  for (const value of [undefined, null, 'x', 1, [1], { length: 1, 0: 120 }, buffer.toJSON(), new Blob(['x'])])
    expect(bytesOf(value)).toBeUndefined();
});
