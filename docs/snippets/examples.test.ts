import { readFileSync } from 'node:fs';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { examples, folderFor, isPrinting, isSuite, titleOf } from './support.ts';

const folder = folderFor('types');

beforeAll(folder.remove);
afterAll(folder.remove);

const titles = examples.map(titleOf);

it('every example has a name of its own on its page', () => {
  expect(examples.filter(({ kind }) => kind === '')).toEqual([]);
  expect(titles).toEqual([...new Set(titles)]);
});

it('every example compiles', () => {
  expect(folder.compile(examples.map((example) => ({ name: titleOf(example), code: example.code })))).toEqual(
    [],
  );
}, 180_000);

it('every example is run by a test: it prints, is a test suite, or is named in a test', () => {
  const tests = globSync('*.test.ts', { cwd: import.meta.dirname }).map((file) =>
    readFileSync(join(import.meta.dirname, file), 'utf8'),
  );
  const isNamed = (title: string) => tests.some((text) => text.includes(`'${title}'`));
  const forgotten = examples.filter((example) => !isPrinting(example) && !isSuite(example));
  expect(forgotten.map(titleOf).filter((title) => !isNamed(title))).toEqual([]);
});
