import { afterEach, expect, it, vi } from 'vitest';
import { hasSignature } from './sign.ts';

const right = `v1,${'k'.repeat(43)}=`;
const wrongAt = (index: number) => `${right.slice(0, index)}!${right.slice(index + 1)}`;

afterEach(() => {
  vi.restoreAllMocks();
});

/** The number of characters that are compared before the result is known. */
const lookedAt = (sent: string, expected: readonly string[]): number => {
  const spy = vi.spyOn(String.prototype, 'charCodeAt');
  hasSignature(sent, expected);
  const { length } = spy.mock.calls;
  spy.mockRestore();
  return length;
};

it('W42 looks at as much of a signature that is wrong in its first letter as of one that is right', () => {
  const all = 2 * right.length;
  expect(
    [right, wrongAt(3), wrongAt(20), wrongAt(right.length - 1)].map((sent) => lookedAt(sent, [right])),
  ).toEqual([all, all, all, all]);
});

it('W42 W25 compares with all secrets, whichever of them it was', () => {
  const other = wrongAt(10);
  const counts = [
    [right, other],
    [other, right],
    [other, other],
  ].map((expected) => lookedAt(right, expected));
  expect(new Set(counts)).toEqual(new Set([4 * right.length]));
});

it('finds the one that is right, and none that is only alike', () => {
  expect(hasSignature(`v1,AAAA ${right}`, [right])).toBe(true);
  expect(hasSignature(wrongAt(5), [right])).toBe(false);
  expect(hasSignature(right.slice(0, -1), [right])).toBe(false);
  expect(hasSignature(`${right}=`, [right])).toBe(false);
});
