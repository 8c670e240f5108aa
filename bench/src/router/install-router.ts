import { join } from 'node:path';
import { installProject } from '../install-project.ts';
import { packPackage } from '../pack-package.ts';
import { versions } from './subjects.ts';

/** Packs the built core, server and router, and installs them with Express and ky. */
export const installRouter = (folder: string): string => {
  const project = join(folder, 'project');
  const others = Object.entries(versions).map(([name, version]) => `${name}@${version}`);
  const packages = ['core', 'server', 'express'].map((name) => packPackage(name, folder));
  installProject(project, [...packages, ...others]);
  return project;
};
