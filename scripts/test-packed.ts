/** Packs every public package, and uses the tarballs in empty projects, as users would. */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import budgets from './budgets.json' with { type: 'json' };
import { checkEditors } from './check-editors.ts';
import { publishedFolders } from './manifests.ts';
import { checkCommandLine, checkQueue, queueProject } from './packed/command-line.ts';
import { checkDeclarations, checkInstalled, checkLoads } from './packed/installed.ts';
import { jestChecks, jestProject } from './packed/jest.ts';
import { printMatrix } from './packed/matrix.ts';
import { nodeChecks } from './packed/node.ts';
import { pack } from './packed/pack.ts';
import { installFlat, installProjects } from './packed/projects.ts';
import { createProject, inPairs, readManifest, root, run } from './packed/run.ts';
import { suiteChecks, suiteProjects } from './packed/suites.ts';
import { checkNewest, compilersProject, olderChecks } from './packed/typescript.ts';
import { checkWeight } from './packed/weight.ts';
import { supportedVersions } from './supported-versions.ts';

const parent = mkdtempSync(join(tmpdir(), 'packed-'));
/** Installed with npm. */
const project = join(parent, 'main');
// Installed with pnpm.
const projects = join(parent, 'projects');
const jest = join(parent, 'jest');

const folders = publishedFolders.map((folder) => join(root, folder));
const names = folders.map((folder) => readManifest(folder).name);

/** Installs everything into one project, and checks what arrived. */
const prepare = async (tarballs: readonly string[]): Promise<void> => {
  const express = `express@${supportedVersions.express.tested.at(-1)}`;
  const types = ['@types/node@24.10.1', '@types/express@5.0.6'];
  const optionalPeers = ['standardwebhooks@1.1.1'];
  await createProject(project, [...tarballs, express, ...types, ...optionalPeers]);
  // These need a test runner or a database, which other projects have. The other entry points must load without them.
  const laterEntries = ['@org/seam-testing/msw', '@org/seam-testing/vitest', '@org/seam-access/queue'];
  const found = await Promise.all(names.map((name) => checkInstalled(project, name)));
  const entries = found.flat().filter((entry) => !laterEntries.includes(entry));
  const imports = entries.map((entry) => `await import(${JSON.stringify(entry)});`).join('\n');
  await run('node', ['--input-type=module', '--eval', imports], project);
  cpSync(join(root, 'scripts/consumer'), project, { recursive: true });
  await checkNewest(project);
  console.log(`ok   ${names.join(', ')}: ${entries.length} entry points`);
  checkEditors(project);
  for (const [name, limits] of Object.entries(budgets.installed)) checkWeight(project, name, limits);
  checkDeclarations(project);
  await checkLoads(project);
};

/** Runs a module that uses all packages, and the command line. */
const useAll = async (): Promise<void> => {
  assert.equal((await run('node', ['use.ts'], project)).trim(), 'ok');
  await checkCommandLine(project);
};

try {
  const tarballs = new Map<string, string>();
  for (const [index, folder] of folders.entries())
    tarballs.set(names[index] ?? '', await pack(folder, join(parent, 'tarballs')));
  await prepare([...tarballs.values()]);
  const others = { queue: queueProject, compilers: compilersProject, ...suiteProjects };
  await installProjects(projects, others, tarballs);
  await installFlat(jest, jestProject, tarballs);
  await inPairs([
    ...jestChecks(jest),
    ...suiteChecks(projects),
    ...nodeChecks(project),
    ...olderChecks(project, join(projects, 'compilers')),
    () => checkQueue(join(projects, 'queue')),
  ]);
  await useAll();
  printMatrix();
} finally {
  rmSync(parent, { recursive: true, force: true });
}
