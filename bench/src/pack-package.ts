import { globSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.ts';

/** The folder of this checkout's packages. */
const ours = join(import.meta.dirname, '../../packages');

/** Packs a built package, of this checkout or of another, and returns the tarball. `name` is the name of its folder. */
export const packPackage = (name: string, folder: string, packages = ours): string => {
  run('pnpm', ['pack', '--pack-destination', folder], join(packages, name));
  const [tarball] = globSync(`*seam-${name}-*.tgz`, { cwd: folder });
  if (tarball === undefined) throw new Error(`${name} was not packed`);
  return join(folder, tarball);
};
