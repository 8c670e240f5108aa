import { expect, it } from 'vitest';
import type { Schema } from './document.ts';
import { toShape } from './shapes.ts';

const variant = (names: readonly string[]): Schema => ({
  properties: Object.fromEntries(names.map((name) => [name.replace('?', ''), { type: 'string' }])),
  required: names.filter((name) => !name.endsWith('?')),
});

it.each<[variants: string[][], shown: string[][] | undefined]>([
  [
    [['id'], ['key']],
    [['id'], ['key']],
  ],
  [
    // Required in one variant and optional in another.
    [['error?'], ['error', 'id?']],
    [['error?'], ['error', 'id?']],
  ],
  [[['id?', 'scenario?'], ['scenario'], ['scenario']], undefined],
  [[[], ['cooling?'], ['heating?'], ['cooling?', 'heating?']], undefined],
  [
    [['id'], ['id'], ['key']],
    [['id'], ['key']],
  ],
])('%j: keeps the variants that no other includes', (variants, shown) => {
  expect(toShape({ oneOf: variants.map(variant) }).variants).toEqual(shown);
});
