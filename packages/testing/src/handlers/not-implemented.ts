import type { EndpointTree, Handlers } from '@org/seam-core';
import { mapEndpoints } from '@org/seam-core/internal';
import { apiError } from '@org/seam-core/server';
import type { WorldContext } from '../world.ts';

/** For an endpoint whose behaviour the fake does not have: 501, so that nobody takes it for a missing object. */
export const notImplemented = (): never => {
  throw apiError('not_implemented_by_fake');
};

/** The same for all endpoints of a resource. */
export const noneImplemented = <TTree extends EndpointTree>(tree: TTree): Handlers<TTree, WorldContext> =>
  mapEndpoints(tree, () => notImplemented) as Handlers<TTree, WorldContext>;
