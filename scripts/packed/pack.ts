/** Packs a package, and checks the tarball with publint and attw. Both are loaded once for all packages. */
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { readManifest, run } from './run.ts';

/** Entry points that are ES modules only, and why. */
const onlyEsModules: Readonly<Record<string, string[]>> = {
  // Vitest is an ES module itself.
  '@org/seam-testing': ['vitest'],
};

/** Packages that are ES modules only, and why. */
const onlyEsPackages: readonly string[] = [
  // Its queue needs pg-boss, which is an ES module. Nobody loads the workflows in Jest with CommonJS yet.
  '@org/seam-access',
];

/** The kinds of resolution that load CommonJS. */
const commonJs: readonly string[] = ['node10', 'node16-cjs'];

const checkManifest = async (name: string, tarball: Uint8Array<ArrayBuffer>): Promise<void> => {
  const { messages, pkg } = await publint({ pack: { tarball: tarball.buffer }, strict: true });
  const errors = messages
    .filter(({ type }) => type === 'error')
    .map((message) => formatMessage(message, pkg, { color: false }));
  assert.deepEqual(errors, [], `publint finds errors in ${name}`);
};

const checkTypes = async (name: string, tarball: Uint8Array): Promise<void> => {
  const excludeEntrypoints = onlyEsModules[name] ?? [];
  const result = await checkPackage(createPackageFromTarballData(tarball), { excludeEntrypoints });
  assert.ok(result.types, `${name} has no types`);
  const ignored = onlyEsPackages.includes(name) ? commonJs : [];
  const problems = result.problems.filter(
    (problem) => !('resolutionKind' in problem && ignored.includes(problem.resolutionKind)),
  );
  assert.deepEqual(problems, [], `The types of ${name} are wrong`);
};

/** Packs a package into a folder, and checks the tarball. */
export const pack = async (folder: string, destination: string): Promise<string> => {
  const { name } = readManifest(folder);
  const own = join(destination, basename(folder));
  await mkdir(own, { recursive: true });
  await run('pnpm', ['pack', '--pack-destination', own], folder);
  const [file] = globSync('*.tgz', { cwd: own });
  assert.ok(file, `${folder} was not packed`);
  const path = join(own, file);
  const tarball = new Uint8Array(await readFile(path));
  await checkManifest(name, tarball);
  await checkTypes(name, tarball);
  return path;
};
