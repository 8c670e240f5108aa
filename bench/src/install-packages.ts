import { globSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.ts';
import { packages, versions, type Package } from './subjects.ts';

/** The project of its own in which each package is installed. */
export type Projects = Record<Package, string>;

const core = join(import.meta.dirname, '../../packages/core');

const packCore = (folder: string): string => {
  run('pnpm', ['pack', '--pack-destination', folder], core);
  const [tarball] = globSync('*.tgz', { cwd: folder });
  if (tarball === undefined) throw new Error('core was not packed');
  return join(folder, tarball);
};

/** Packs core as it is built, and installs each package alone in an empty project, as a stranger would. */
export const installPackages = (folder: string): Projects => {
  const specs: Record<Package, string> = {
    ky: `ky@${versions.ky}`,
    '@org/seam-core': packCore(folder),
    '@seamapi/http': `@seamapi/http@${versions['@seamapi/http']}`,
  };
  const install = (name: Package): string => {
    const project = join(folder, name.replaceAll('/', '-'));
    mkdirSync(project);
    writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }');
    run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', specs[name]], project);
    return project;
  };
  return Object.fromEntries(packages.map((name) => [name, install(name)])) as Projects;
};
