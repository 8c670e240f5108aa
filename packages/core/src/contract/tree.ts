import type { AnyEndpoint, EndpointTree } from './endpoint.ts';

/** Whether a node of the tree is an endpoint. */
export const isEndpoint = (node: AnyEndpoint | EndpointTree): node is AnyEndpoint =>
  typeof node.path === 'string';

/** Returns an object of the tree's structure with `toValue(endpoint, names)` in place of each endpoint. */
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

/** The value at an endpoint's names in an object of the tree's structure; `undefined` where there is none. */
export const valueAt = (tree: unknown, names: readonly string[]): unknown =>
  names.reduce((branch, name) => (branch as Record<string, unknown> | undefined)?.[name], tree);
