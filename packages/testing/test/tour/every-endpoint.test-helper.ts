import { type AnyEndpoint, type EndpointPath, endpoints } from '@org/seam-core';
import { mapEndpoints } from '@org/seam-core/internal';

/** An endpoint of the contract, with the names of its client method. */
export interface NamedEndpoint {
  readonly path: EndpointPath;
  readonly endpoint: AnyEndpoint;
  readonly names: readonly string[];
}

const found: NamedEndpoint[] = [];

mapEndpoints(endpoints, (endpoint, names) => {
  found.push({ path: endpoint.path as EndpointPath, endpoint, names });
});

/** The whole contract as a list. */
export const everyEndpoint: readonly NamedEndpoint[] = found;
