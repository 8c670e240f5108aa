import core from '@org/seam-core/package.json' with { type: 'json' };
import bench from '../../package.json' with { type: 'json' };

/** The subjects of the comparison, in the order of the columns. */
export const subjects = [
  'bare express',
  'express + ky',
  'express + core',
  'router',
  'router, every option',
] as const;

export type Subject = (typeof subjects)[number];

/** The pinned version of Express, and the version of ky that an application would install, which core is tested with. */
export const versions = {
  express: bench.devDependencies.express,
  ky: core.devDependencies['ky-2'].replace('npm:ky@', ''),
};
