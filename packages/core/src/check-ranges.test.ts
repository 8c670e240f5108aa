import { expect, it } from 'vitest';
import { checkRanges } from './check-ranges.ts';

const ranges = { bodyLimit: [1, 100] } as const;

it.each([undefined, 1, 100])('%j is as good as any', (bodyLimit) => {
  expect(() => checkRanges({ bodyLimit }, ranges)).not.toThrow();
});

it.each([
  [0, '0'],
  [101, '101'],
  [Number.NaN, 'NaN'],
  [Infinity, 'Infinity'],
  ['16kb', '"16kb"'],
  ['50', '"50"'],
  [null, 'null'],
  [() => 1, 'function'],
])('%o is refused, with the name', (bodyLimit, here) => {
  expect(() => checkRanges({ bodyLimit }, ranges)).toThrow(
    `The option bodyLimit is a number from 1 to 100, and here it is ${here}.`,
  );
});
