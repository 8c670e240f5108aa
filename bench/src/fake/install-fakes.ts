import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { installProject } from '../install-project.ts';
import { packPackage } from '../pack-package.ts';
import { versions, type Fake } from './subjects.ts';

/** The project in which each fake is installed. */
export type Projects = Record<Fake, string>;

/** Packs the built fake of a checkout, with the packages that it needs, and installs it in an empty project. */
export const installOurs = (project: string, packages?: string): void => {
  const tarballs = `${project}-tarballs`;
  mkdirSync(tarballs);
  installProject(
    project,
    ['core', 'server', 'testing'].map((name) => packPackage(name, tarballs, packages)),
  );
};

/** Packs the built fake and core, and installs each fake in an empty project. */
export const installFakes = (folder: string): Projects => {
  const projects = {
    '@org/seam-testing': join(folder, 'ours'),
    '@seamapi/fake-seam-connect': join(folder, 'theirs'),
  };
  const theirs = `@seamapi/fake-seam-connect@${versions['@seamapi/fake-seam-connect']}`;
  installOurs(projects['@org/seam-testing']);
  installProject(projects['@seamapi/fake-seam-connect'], [theirs]);
  return projects;
};
