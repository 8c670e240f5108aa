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
  it('is read for the resources asked for', () => {
    const operations = readOperations(['user_identities']);
    expect(operations.every(({ namespace }) => namespace === 'user_identities')).toBe(true);
    expect(operations.find(({ name }) => name === 'delete')).toMatchObject({
      verb: 'DELETE',
      replay: 'convergent',
      shape: { required: ['user_identity_id'] },
    });
  });

  it('is not guessed at: a change without a word on its replay is an error', () => {
    expect(() => readOperations(['webhooks'])).toThrow('say in scripts/overlay.ts what a replay of it does');
  });

  it('has alternatives, which become forms', () => {
    const a = { properties: { id: {} }, required: ['id'] };
    const b = { properties: { key: {}, scope: {} }, required: ['key'] };
    expect(toShape({ oneOf: [a, b] }).forms).toEqual([['id'], ['key', 'scope?']]);
    expect(toShape({ allOf: [{ oneOf: [a, b] }, { properties: { name: {} } }] })).toMatchObject({
      required: [],
      forms: [['id'], ['key', 'scope?']],
    });
  });
});
