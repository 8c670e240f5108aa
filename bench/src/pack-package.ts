import { globSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.ts';

/** Packs a built package, and returns the tarball. `name` is the name of its folder. */
export const packPackage = (name: string, folder: string): string => {
  run('pnpm', ['pack', '--pack-destination', folder], join(import.meta.dirname, '../../packages', name));
  const [tarball] = globSync(`*seam-${name}-*.tgz`, { cwd: folder });
  if (tarball === undefined) throw new Error(`${name} was not packed`);
  return join(folder, tarball);
};
