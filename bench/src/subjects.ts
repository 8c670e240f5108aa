import core from '@org/seam-core/package.json' with { type: 'json' };
import bench from '../package.json' with { type: 'json' };

/** The subjects of the comparison, in the order of the columns. */
export const subjects = ['fetch', 'ky', '@org/seam-core', '@seamapi/http'] as const;

export type Subject = (typeof subjects)[number];

/** The subjects that are packages. */
export const packages = ['ky', '@org/seam-core', '@seamapi/http'] as const;

export type Package = (typeof packages)[number];

/** The subjects that are clients of the API. */
export const clients = ['@org/seam-core', '@seamapi/http'] as const;

export type Client = (typeof clients)[number];

/** The version of ky that an application would install, which core is tested with, and the pinned version of the SDK. */
export const versions = {
  ky: core.devDependencies['ky-2'].replace('npm:ky@', ''),
  '@seamapi/http': bench.devDependencies['@seamapi/http'],
};
