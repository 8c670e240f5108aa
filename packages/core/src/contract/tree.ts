import type { AnyEndpoint, EndpointTree } from './endpoint.ts';

/** Tells an endpoint from a branch of the tree. */
export const isEndpoint = (node: AnyEndpoint | EndpointTree): node is AnyEndpoint =>
  typeof node.path === 'string';

/** Builds an object of the tree's shape from what `toValue` makes of each endpoint. */
export const mapEndpoints = (
  tree: EndpointTree,
  toValue: (endpoint: AnyEndpoint, names: readonly string[]) => unknown,
  names: readonly string[] = [],
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(tree).map(([name, node]) => {
      const path = [...names, name];
      return [name, isEndpoint(node) ? toValue(node, path) : mapEndpoints(node, toValue, path)];
    }),
  );

/** What an object has under the names of an endpoint: its function, its schema. `undefined` where there is nothing. */
export const valueAt = (tree: unknown, names: readonly string[]): unknown =>
  names.reduce((branch, name) => (branch as Record<string, unknown> | undefined)?.[name], tree);
