import type { AnyEndpoint, Arguments, EndpointTree } from '../contract/endpoint.ts';
import type { EndpointPath, ParamsByPath, ResultByPath } from '../contract/generated/endpoints/paths.ts';
import { mapEndpoints } from '../contract/tree.ts';
import { SeamConfigError } from '../errors/seam-error.ts';
import { describeValue } from '../shared/check-options.ts';
import type { CallOptions } from './options.ts';

/** The parameters and options of a call by path. Those of an endpoint that is not documented have no types. */
export type RequestArguments<TPath> = TPath extends EndpointPath
  ? Arguments<ParamsByPath[TPath], CallOptions>
  : [params?: object, options?: CallOptions];

/** The result of a call by path. */
export type RequestResult<TPath> = TPath extends EndpointPath ? ResultByPath[TPath] : unknown;

/** Calls by path. */
export interface PathRequests {
  /**
   * Calls the endpoint with this path, exactly as its method does. `createSeam(options)` also calls a path that is not
   * documented: as `POST` with JSON, which every endpoint accepts. Such a call is not retried after a failure with an unknown
   * outcome, and resolves with the whole response body. A client with a tree of its own calls the paths of the tree only.
   *
   * @example
   * const device = await seam.request('/devices/get', { device_id });
   *
   * @throws SeamConfigError for a path of another form than `/devices/get`, or one that is not in the client's tree
   */
  request<TPath extends EndpointPath | (string & {})>(
    path: TPath,
    ...args: RequestArguments<TPath>
  ): Promise<RequestResult<TPath>>;
}

/** Segments of letters, digits, `_` and `-`: no host, query, fragment, escape, or segment of dots. */
const plainPath = /^(\/[\w-]+)+$/;

const endpointsByPath = (tree: EndpointTree): Map<string, AnyEndpoint> => {
  const byPath = new Map<string, AnyEndpoint>();
  mapEndpoints(tree, (endpoint) => byPath.set(endpoint.path, endpoint));
  return byPath;
};

/** Finds an endpoint by its path; `undefined` when there is none. */
export type FindByPath = (path: string) => AnyEndpoint | undefined;

/** A path that is not documented: every endpoint of Seam accepts `POST` with JSON. */
export const findUndocumented: FindByPath = (path) =>
  typeof path === 'string' && plainPath.test(path)
    ? { verb: 'POST', path: path as `/${string}`, replay: 'never', as: 'body' }
    : undefined;

/**
 * Returns the function that finds an endpoint of the tree by its path.
 * @param findOther finds a path that is not in the tree
 */
export const createPathFinder = (
  tree: EndpointTree,
  findOther: FindByPath | undefined,
): ((path: string) => AnyEndpoint) => {
  let byPath: Map<string, AnyEndpoint> | undefined;
  return (path) => {
    // Not when the client is created: most clients call methods only.
    byPath ??= endpointsByPath(tree);
    const found = byPath.get(path) ?? findOther?.(path);
    if (found) return found;
    throw new SeamConfigError(
      `request: ${describeValue(path)} is not a path of this client. A path begins with "/".`,
    );
  };
};
