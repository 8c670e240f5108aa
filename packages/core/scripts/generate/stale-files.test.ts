import { describe, expect, it } from 'vitest';
import { readOperations } from './operations.ts';
import { toShape } from './shapes.ts';
import { staleFiles } from './stale-files.ts';

describe('a generated folder is stale', () => {
  const wanted = new Map([
    ['a.ts', 'one'],
    ['b.ts', 'two'],
  ]);

  it.each<[string, [string, string][], string[]]>([
    ['not when it is what would be written', [...wanted], []],
    [
      'when a line was edited',
      [
        ['a.ts', 'one'],
        ['b.ts', '2'],
      ],
      ['b.ts'],
    ],
    ['when a file is missing', [['a.ts', 'one']], ['b.ts']],
    ['when a file is left over', [...wanted, ['c.ts', 'three']], ['c.ts']],
  ])('%s', (_, present, stale) => {
    expect(staleFiles(wanted, new Map(present))).toEqual(stale);
  });
});

describe('the document', () => {
  it('is read with what the overlay adds', () => {
    expect(readOperations().find(({ path }) => path === '/user_identities/delete')).toMatchObject({
      verb: 'DELETE',
      name: 'delete',
      replay: 'idempotent',
      shape: { required: ['user_identity_id'] },
    });
  });

  it('has alternatives, which become variants', () => {
    const a = { properties: { id: {} }, required: ['id'] };
    const b = { properties: { key: {}, scope: {} }, required: ['key'] };
    expect(toShape({ oneOf: [a, b] }).variants).toEqual([['id'], ['key', 'scope?']]);
    expect(toShape({ allOf: [{ oneOf: [a, b] }, { properties: { name: {} } }] })).toMatchObject({
      required: [],
      variants: [['id'], ['key', 'scope?']],
    });
  });
});
