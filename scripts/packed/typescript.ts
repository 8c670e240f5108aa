import { join } from 'node:path';
import { supportedVersions } from '../supported-versions.ts';
import { check } from './matrix.ts';
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

export const olderCompilers = older.map((version) => `${alias(version)}@npm:typescript@${version}`);

const modulesOf = (version: string): readonly string[] => fewer[version] ?? [...commonJs, 'bundler'];

/** Compiles a CommonJS module for each module system, and an ES module for a bundler. */
export const typeScriptChecks = (project: string): (() => Promise<void>)[] => [
  ...older.map(
    (version) => () =>
      check(`types: ${modulesOf(version).join(', ')}`, { typescript: version }, () =>
        run(
          'node',
          ['compile.mjs', join(project, 'node_modules', alias(version)), ...modulesOf(version)],
          project,
        ),
      ),
  ),
  () => {
    const version = supportedVersions.typescript.tested.at(-1) ?? '';
    return check(`types: ${modulesOf(version).join(', ')}`, { typescript: version }, async () => {
      for (const name of commonJs)
        await run('tsc', ['-p', 'commonjs/tsconfig.json', '--noEmit', '--module', name], project);
      const bundler = ['--module', 'esnext', '--moduleResolution', 'bundler'];
      await run('tsc', ['-p', 'commonjs/tsconfig.bundler.json', ...bundler], project);
    });
  },
];
