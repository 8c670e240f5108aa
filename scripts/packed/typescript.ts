import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { supportedVersions } from '../supported-versions.ts';
import { check } from './matrix.ts';
import type { Project } from './projects.ts';
import { run } from './run.ts';

const commonJs = ['commonjs', 'node16', 'node20', 'nodenext'];

/** The module systems that are tried with a version that not all are tried with. Each costs a second or two. */
const fewer: Readonly<Record<string, readonly string[]>> = {
  '5.5.4': ['commonjs', 'node16'],
  '6.0.3': ['commonjs', 'nodenext'],
};

/** The versions before the newest are installed under these names: they have another compiler. */
const alias = (version: string): string => `typescript-${version}`;
const older = supportedVersions.typescript.tested.slice(0, -1);

export const compilersProject: Project = {
  ours: [],
  others: Object.fromEntries(older.map((version) => [alias(version), `npm:typescript@${version}`])),
};

const modulesOf = (version: string): readonly string[] => fewer[version] ?? [...commonJs, 'bundler'];

/** Compiles a CommonJS module for each module system, and an ES module for a bundler, with the versions before the newest. */
export const olderChecks = (project: string, compilers: string): (() => Promise<void>)[] =>
  older.map((version) => () => {
    const modules = modulesOf(version);
    const compiler = join(compilers, 'node_modules', alias(version));
    return check(`types: ${modules.join(', ')}`, { typescript: version }, () =>
      run('node', ['compile.mjs', compiler, ...modules], project),
    );
  });

/**
 * Does the same with the newest version, and compiles the ES modules of the project for Node. One process reads the
 * declarations once. Writes `commonjs/use.cjs`, which the checks of Node run.
 */
export const checkNewest = (project: string): Promise<void> => {
  const version = supportedVersions.typescript.tested.at(-1) ?? '';
  for (const module of commonJs) {
    const config = { extends: './tsconfig.json', compilerOptions: { module, noEmit: module !== 'node20' } };
    writeFileSync(join(project, 'commonjs', `tsconfig.${module}.json`), JSON.stringify(config));
  }
  const modules = modulesOf(version);
  const configs = modules.map((name) => `commonjs/tsconfig.${name}.json`);
  return check(`types: ${modules.join(', ')}`, { typescript: version }, () =>
    run('tsc', ['--build', 'tsconfig.json', ...configs], project),
  );
};
