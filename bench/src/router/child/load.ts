import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Imports a package that is installed in a project. */
export const load = async (project: string, name: string): Promise<unknown> => {
  const file = createRequire(join(project, 'package.json')).resolve(name);
  return (await import(pathToFileURL(file).href)) as unknown;
};
