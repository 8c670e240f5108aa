import { expect, it } from 'vitest';
import { foreignBytes, inOtherRealm } from './realms.test-helper.ts';
import { bytesOf, isError } from './type-checks.ts';

it.each(foreignBytes('täxt'))('W50: reads the bytes of a %s of another realm', (_kind, bytes) => {
  expect(bytes instanceof Uint8Array).toBe(false);
  expect(bytesOf(bytes)).toEqual(new TextEncoder().encode('täxt'));
});

it('W50: returns a Buffer unchanged, and undefined for other objects that have bytes', () => {
  const buffer = Buffer.from('x');
  expect(bytesOf(buffer)).toBe(buffer);
  for (const value of [undefined, null, 'x', 1, [1], { length: 1, 0: 120 }, buffer.toJSON(), new Blob(['x'])])
    expect(bytesOf(value)).toBeUndefined();
});

it('W50: recognises errors of every realm, and no other objects', () => {
  const foreign = inOtherRealm('new TypeError("no")');
  expect(foreign instanceof Error).toBe(false);
  for (const error of [foreign, new Error('no'), new DOMException('no')]) expect(isError(error)).toBe(true);
  for (const value of [undefined, 'no', { name: 'Error', message: 'no' }]) expect(isError(value)).toBe(false);
});
