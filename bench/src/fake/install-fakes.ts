import { join } from 'node:path';
import { installProject } from '../install-project.ts';
import { packPackage } from '../pack-package.ts';
import { versions, type Fake } from './subjects.ts';

/** The project in which each fake is installed. */
export type Projects = Record<Fake, string>;

/** Packs the built fake and core, and installs each fake in an empty project. */
export const installFakes = (folder: string): Projects => {
  const projects = {
    '@org/seam-testing': join(folder, 'ours'),
    '@seamapi/fake-seam-connect': join(folder, 'theirs'),
  };
  const theirs = `@seamapi/fake-seam-connect@${versions['@seamapi/fake-seam-connect']}`;
  installProject(projects['@org/seam-testing'], [
    packPackage('core', folder),
    packPackage('server', folder),
    packPackage('testing', folder),
  ]);
  installProject(projects['@seamapi/fake-seam-connect'], [theirs]);
  return projects;
};
