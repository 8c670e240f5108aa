/** Prints what core weighs and costs beside fetch, ky and the official SDK, all in one run, and judges nothing else. */
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPackages } from './install-packages.ts';
import { measureBundles } from './measure-bundles.ts';
import { measureImports } from './measure-imports.ts';
import { measureInstalled } from './measure-installed.ts';
import { measureRequests } from './measure-requests.ts';
import { measureTypes } from './measure-types.ts';
import { versions } from './subjects.ts';
import { toTable } from './to-table.ts';

const load = () => loadavg()[0]?.toFixed(1) ?? '?';

const loadBefore = load();
const folder = mkdtempSync(join(tmpdir(), 'bench-'));
try {
  const projects = installPackages(folder);
  const installed = measureInstalled(projects);
  const bundles = measureBundles(projects);
  const imports = measureImports(projects);
  const requests = await measureRequests(projects);
  const types = measureTypes(projects);
  const facts = [
    `Node ${process.versions.node}`,
    `${availableParallelism()} processors, load ${loadBefore} before and ${load()} after`,
    ...Object.entries(versions).map(([name, version]) => `${name} ${version}`),
  ];
  console.log(`${facts.join('; ')}\n`);
  console.log(toTable([...bundles, imports, ...requests, ...installed, ...types]));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
