import core from '@org/seam-core/package.json' with { type: 'json' };
import bench from '../package.json' with { type: 'json' };

/** What is compared, in the order of the table's columns. */
export const subjects = ['fetch', 'ky', '@org/seam-core', '@seamapi/http'] as const;

export type Subject = (typeof subjects)[number];

/** The subjects that are packages. */
export const packages = ['ky', '@org/seam-core', '@seamapi/http'] as const;

export type Package = (typeof packages)[number];

/** The subjects that know the API. */
export const clients = ['@org/seam-core', '@seamapi/http'] as const;

export type Client = (typeof clients)[number];

/** The ky that core itself uses, and the SDK that is pinned here. */
export const versions = {
  ky: core.dependencies.ky,
  '@seamapi/http': bench.devDependencies['@seamapi/http'],
};
