import { join } from 'node:path';
import { installProject } from '../install-project.ts';
import { packPackage } from '../pack-package.ts';
import { versions } from './subjects.ts';

/** Packs the built core and router, and installs them with Express and ky. */
export const installRouter = (folder: string): string => {
  const project = join(folder, 'project');
  const others = Object.entries(versions).map(([name, version]) => `${name}@${version}`);
  installProject(project, [packPackage('core', folder), packPackage('express', folder), ...others]);
  return project;
};
