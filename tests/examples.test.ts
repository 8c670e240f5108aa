import { globSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createExampleFolder, isSuite, readExamples, root } from './support/examples.ts';

const folder = createExampleFolder(join(import.meta.dirname, '.examples'));

// The READMEs and the skills together: one run of the compiler, and one of Vitest.
const examples = readExamples(
  ['README.md', ...globSync('packages/*/{README,SKILL}.md', { cwd: root })].toSorted(),
);
const suites = examples.filter(isSuite);

beforeAll(folder.remove);
afterAll(folder.remove);

it('every example compiles', () => {
  expect(new Set(examples.map(({ file }) => file)).size).toBeGreaterThanOrEqual(8);
  expect(folder.compile(examples)).toEqual([]);
}, 240_000);

// Vitest compiles it; Node 22, which only strips types, does not know it.
it('no example for Node declares a variable with using', () => {
  const pages = readExamples(globSync('docs/{*,guides/*,frameworks/*}.md', { cwd: root }));
  expect(pages.length).toBeGreaterThan(0);
  const scripts = [...examples, ...pages].filter((example) => !isSuite(example));
  expect(scripts.filter(({ code }) => /\busing \w+ =/.test(code)).map(({ name }) => name)).toEqual([]);
});

it('the examples that are test suites pass', () => {
  const files = new Set(suites.map(({ file }) => file));
  expect([...files]).toEqual(['README.md', 'packages/testing/README.md', 'packages/testing/SKILL.md']);
  const { output, passed } = folder.runSuites(suites);
  expect(passed, output).toEqual(suites.map(({ name }) => name));
}, 240_000);
