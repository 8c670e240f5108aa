import core from '@org/seam-core/package.json' with { type: 'json' };
import bench from '../../package.json' with { type: 'json' };

/** What is compared, in the order of the table's columns. */
export const subjects = [
  'bare express',
  'express + ky',
  'express + core',
  'router',
  'router, every option',
] as const;

export type Subject = (typeof subjects)[number];

/** The Express that is pinned here, and the ky that core itself uses. */
export const versions = {
  express: bench.devDependencies.express,
  ky: core.dependencies.ky,
};
