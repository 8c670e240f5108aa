/** Packs every public package, and uses the tarballs in empty projects, as users would. */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import budgets from './budgets.json' with { type: 'json' };
import { checkEditors } from './check-editors.ts';
import { checkCommandLine } from './packed/command-line.ts';
import { checkDeclarations, checkInstalled, checkLoads } from './packed/installed.ts';
import { publishedFolders } from './manifests.ts';
import { jestChecks } from './packed/jest.ts';
import { printMatrix } from './packed/matrix.ts';
import { nodeChecks } from './packed/node.ts';
import { pack } from './packed/pack.ts';
import { createProject, inPairs, readManifest, root, run } from './packed/run.ts';
import { suiteChecks } from './packed/suites.ts';
import { olderCompilers, typeScriptChecks } from './packed/typescript.ts';
import { checkWeight } from './packed/weight.ts';
import { supportedVersions } from './supported-versions.ts';

const parent = mkdtempSync(join(tmpdir(), 'packed-'));
const project = join(parent, 'main');

const folders = publishedFolders.map((folder) => join(root, folder));
const names = folders.map((folder) => readManifest(folder).name);

/** Installs everything into one project, and checks what arrived. */
const prepare = async (tarballs: readonly string[]): Promise<void> => {
  const express = `express@${supportedVersions.express.tested.at(-1)}`;
  const types = ['@types/node@24.10.1', '@types/express@5.0.6'];
  const optionalPeers = ['standardwebhooks@1.1.1'];
  await createProject(project, [...tarballs, express, ...types, ...optionalPeers, ...olderCompilers]);
  // These need a test runner or a database, which are not installed yet. The other entry points must load without them.
  const laterEntries = ['@org/seam-testing/msw', '@org/seam-testing/vitest', '@org/seam-access/queue'];
  const found = await Promise.all(names.map((name) => checkInstalled(project, name)));
  const entries = found.flat().filter((entry) => !laterEntries.includes(entry));
  const imports = entries.map((entry) => `await import(${JSON.stringify(entry)});`).join('\n');
  await run('node', ['--input-type=module', '--eval', imports], project);
  cpSync(join(root, 'scripts/consumer'), project, { recursive: true });
  await run('tsc', ['-p', 'tsconfig.json'], project);
  await run('tsc', ['-p', 'commonjs/tsconfig.json'], project);
  console.log(`ok   ${names.join(', ')}: ${entries.length} entry points`);
  checkEditors(project);
  for (const [name, limits] of Object.entries(budgets.installed)) checkWeight(project, name, limits);
  checkDeclarations(project);
  await checkLoads(project);
};

/** Runs a module that uses all packages, then the command line, which installs more packages. */
const useAll = async (): Promise<void> => {
  assert.equal((await run('node', ['use.ts'], project)).trim(), 'ok');
  await checkCommandLine(project);
};

try {
  const tarballs: string[] = [];
  await inPairs(
    folders.map((folder, index) => async () => {
      tarballs[index] = await pack(folder, join(parent, 'tarballs'));
    }),
  );
  await prepare(tarballs);
  const without = (...excluded: string[]) =>
    tarballs.filter((_, index) => !excluded.includes(names[index] ?? ''));
  await inPairs([
    ...jestChecks(parent, without('@org/seam-access')),
    ...suiteChecks(parent, without('@org/seam-access', '@org/seam-express')),
    ...nodeChecks(project),
    ...typeScriptChecks(project),
  ]);
  await useAll();
  printMatrix();
} finally {
  rmSync(parent, { recursive: true, force: true });
}
