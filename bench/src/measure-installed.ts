import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { budgets } from './budgets.ts';
import type { Projects } from './install-packages.ts';
import { count, type Row } from './row.ts';
import { packages, type Package } from './subjects.ts';

const bytesIn = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== '.package-lock.json')
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);

const packagesIn = (folder: string): number => {
  const lock = JSON.parse(readFileSync(join(folder, '.package-lock.json'), 'utf8')) as { packages: object };
  return Object.keys(lock.packages).length;
};

/** The size of an empty project after `npm install` of one package. */
export const measureInstalled = (projects: Projects): Row[] => {
  const toRow = (what: string, budget: Row['budget'] & object, measure: (folder: string) => number): Row => {
    const found = (name: Package) => measure(join(projects[name], 'node_modules'));
    const cells = Object.fromEntries(packages.map((name) => [name, count(found(name))]));
    return { what, cells, budget, found: found('@org/seam-core') };
  };
  return [
    toRow('installed, bytes', budgets.installedBytes, bytesIn),
    toRow('installed, packages', budgets.installedPackages, packagesIn),
  ];
};
