import { join } from 'node:path';
import { installProject } from '../install-project.ts';
import { packPackage } from '../pack-package.ts';
import { versions } from './subjects.ts';

/** Packs core and the router as they are built, and installs both beside Express and ky, as a stranger would. */
export const installRouter = (folder: string): string => {
  const project = join(folder, 'project');
  const others = Object.entries(versions).map(([name, version]) => `${name}@${version}`);
  installProject(project, [packPackage('core', folder), packPackage('express', folder), ...others]);
  return project;
};
