import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readManifest, root, run } from './run.ts';

/** Entry points that are ES modules only, and why. */
const onlyEsModules: Readonly<Record<string, readonly string[]>> = {
  // Vitest is an ES module itself.
  '@org/seam-testing': ['vitest'],
};

/** Packages that are ES modules only, and why. */
const onlyEsPackages: readonly string[] = [
  // Its queue needs pg-boss, which is an ES module. Nobody loads the workflows in Jest with CommonJS yet.
  '@org/seam-access',
];

/** Packs a package into a folder, and checks the tarball with publint and with attw. */
export const pack = async (folder: string, destination: string): Promise<string> => {
  const { name } = readManifest(folder);
  const own = join(destination, basename(folder));
  await mkdir(own, { recursive: true });
  await run('pnpm', ['pack', '--pack-destination', own], folder);
  const [tarball] = globSync('*.tgz', { cwd: own });
  assert.ok(tarball, `${folder} was not packed`);
  const path = join(own, tarball);
  await run('publint', [path, '--strict'], root);
  const entries = onlyEsModules[name] ?? [];
  const excluded = entries.length > 0 ? ['--exclude-entrypoints', ...entries] : [];
  const profile = onlyEsPackages.includes(name) ? ['--profile', 'esm-only'] : [];
  await run('attw', [path, ...excluded, ...profile], root);
  return path;
};
