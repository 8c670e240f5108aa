import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

const decisions = {
  C: 'docs/decisions/0005-client-faults.md',
  R: 'docs/decisions/0008-router-rows.md',
  W: 'docs/decisions/0009-webhook-receiver.md',
};

/** The number of rows in the first version of each matrix. The decisions list the rows that were added. */
const firstRows = { C: 72, R: 84, W: 44 };

/** Rows without a test. The decision gives the reason. */
const untested = ['C11', 'C58', 'C71'];

const kinds = ['C', 'R', 'W'] as const;

/** All rows: client failures (C), attacks on the router (R), webhooks (W). */
const rows = kinds.flatMap((kind) => [
  ...Array.from({ length: firstRows[kind] }, (_, index) => `${kind}${String(index + 1).padStart(2, '0')}`),
  ...[...read(decisions[kind]).matchAll(new RegExp(`^\\| *(${kind}\\d+) *\\|`, 'gm'))]
    .map(([, id = '']) => id)
    .filter((id) => Number(id.slice(1)) > firstRows[kind]),
]);

const withoutComments = (text: string): string =>
  text.replaceAll(/\/\*[^]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '');

const tested = new Set(
  globSync(
    ['{apps,packages}/*/{src,test}/**/*.test.{ts,tsx}', 'tests/**/*.test.ts', 'tests/conformance/*.json'],
    { cwd: root, exclude: (name) => name.includes('node_modules') || name.endsWith('matrix-ids.test.ts') },
  ).flatMap((file) => withoutComments(read(file)).match(/\b[CRW]\d{2,3}\b/g) ?? []),
);

test('finds the rows that were added to each matrix', () => {
  expect(rows).toEqual(expect.arrayContaining(['C73', 'C111', 'R85', 'R94', 'W45', 'W54']));
});

test('every row of the matrices is tested, apart from the exceptions', () => {
  expect(rows.filter((id) => !tested.has(id))).toEqual(untested);
});

test.each(untested)('the decision explains why %s is not tested', (id) => {
  expect(read(decisions[id.charAt(0) as keyof typeof decisions])).toMatch(
    new RegExp(`^\\| *(C\\d+, )*${id}\\b`, 'm'),
  );
});

test('no test names a row that does not exist', () => {
  expect([...tested].filter((id) => !rows.includes(id))).toEqual([]);
});
