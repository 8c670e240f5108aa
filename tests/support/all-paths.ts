import { endpoints, type EndpointPath } from '@org/seam-core';
import { mapEndpoints } from '@org/seam-core/internal';

const paths: string[] = [];
mapEndpoints(endpoints, ({ path }) => paths.push(path));

/** Every path of the contract, for a router that is to expose all of it to a test. */
export const allPaths = paths as EndpointPath[];
