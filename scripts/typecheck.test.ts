import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');

interface Config {
  readonly extends: string;
  readonly compilerOptions?: Readonly<Record<string, unknown>>;
}

const read = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8')) as Config;

const configs = globSync('{apps/*,bench,docs,packages/*,tests}/tsconfig.json', { cwd: root });

it('finds the configuration of each workspace', () => {
  expect(configs.length).toBeGreaterThan(7);
});

// `tsconfig.json` at the root compiles all workspaces as one program: it must not be less strict than one of theirs.
it.each(configs)('%s has no options that the configuration of the root lacks', (file) => {
  const { extends: base, compilerOptions = {} } = read(file);
  expect(join(file, '..', base)).toBe('tsconfig.base.json');
  expect(read('tsconfig.json').compilerOptions).toMatchObject(compilerOptions);
});
