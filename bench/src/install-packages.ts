import { join } from 'node:path';
import { installProject } from './install-project.ts';
import { packPackage } from './pack-package.ts';
import { packages, versions, type Package } from './subjects.ts';

/** The project in which each package is installed. */
export type Projects = Record<Package, string>;

/** Packs the built core, and installs each package alone in an empty project. */
export const installPackages = (folder: string): Projects => {
  const specs: Record<Package, string> = {
    ky: `ky@${versions.ky}`,
    '@org/seam-core': packPackage('core', folder),
    '@seamapi/http': `@seamapi/http@${versions['@seamapi/http']}`,
  };
  const install = (name: Package): string => {
    const project = join(folder, name.replaceAll('/', '-'));
    installProject(project, [specs[name]]);
    return project;
  };
  return Object.fromEntries(packages.map((name) => [name, install(name)])) as Projects;
};
