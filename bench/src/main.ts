/** Prints the size and the cost of core, fetch, ky and the official SDK, measured in one run. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPackages } from './install-packages.ts';
import { measureBundles } from './measure-bundles.ts';
import { measureImports } from './measure-imports.ts';
import { measureInstalled } from './measure-installed.ts';
import { measureRequests } from './measure-requests.ts';
import { measureTypes } from './measure-types.ts';
import { observeRun } from './observe-run.ts';
import { subjects, versions } from './subjects.ts';
import { toTable } from './to-table.ts';

const describeRun = observeRun();
const folder = mkdtempSync(join(tmpdir(), 'bench-'));
try {
  const projects = installPackages(folder);
  const installed = measureInstalled(projects);
  const bundles = measureBundles(projects);
  const imports = measureImports(projects);
  const requests = await measureRequests(projects);
  const types = measureTypes(projects);
  console.log(`${describeRun(versions)}\n`);
  const rows = [...bundles, imports, ...requests, ...installed, ...types];
  console.log(toTable({ subjects, budget: 'budget of core' }, rows));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
