import type { Api, EndpointTree } from './endpoint.ts';
import { endpoints } from './endpoints.ts';
import { callerOf } from './caller.ts';
import { createInvoke } from './create-invoke.ts';
import { mapEndpoints } from './map-endpoints.ts';
import type { CallOptions, SeamOptions } from './options.ts';

/** The Seam API as functions, one per endpoint. */
export interface Seam extends Api<typeof endpoints, CallOptions> {}

/**
 * A client for the resources given, and no others: what a browser bundle wants.
 *
 * @example
 * const { userIdentities } = createSeamFrom({ userIdentities: resource }, { auth: 'none', endpoint: '/api/seam' });
 *
 * @param tree the resources, by the name they shall have on the client
 * @param options how to reach Seam and as whom; the environment fills in what is missing
 * @throws SeamConfigError when the options cannot work
 */
export const createSeamFrom = <TTree extends EndpointTree>(
  tree: TTree,
  options: SeamOptions = {},
): Api<TTree, CallOptions> => {
  const invoke = createInvoke(options);
  return mapEndpoints(tree, (endpoint) => {
    const method = (params?: unknown, call?: CallOptions) =>
      invoke(endpoint, params, { options: call, caller: callerOf(method) });
    return method;
  }) as Api<TTree, CallOptions>;
};

/**
 * A client for the whole API, or for the resources given as the second argument.
 *
 * @example
 * const seam = createSeam({ apiKey: 'seam_…' });
 * await seam.userIdentities.revokeAccessToDevice({ user_identity_id, device_id });
 *
 * @param options how to reach Seam and as whom; the environment fills in what is missing
 * @throws SeamConfigError when the options cannot work
 * @see https://docs.seam.co/latest/api
 */
export function createSeam<TTree extends EndpointTree>(
  options: SeamOptions,
  tree: TTree,
): Api<TTree, CallOptions>;
export function createSeam(options?: SeamOptions): Seam;
export function createSeam(options: SeamOptions = {}, tree: EndpointTree = endpoints): unknown {
  return createSeamFrom(tree, options);
}
