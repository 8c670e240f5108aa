import {
  type AnyEndpoint,
  type EndpointPath,
  endpoints,
  type EndpointTree,
  SeamConfigError,
} from '@org/seam-core';
import { mapEndpoints, suggest } from '@org/seam-core/internal';

/** A path without its last part: the resource. */
type ResourceOf<TPath extends string> = TPath extends `/${infer Head}/${infer Rest}`
  ? `/${Head}${ResourceOf<`/${Rest}`>}`
  : '';

/** All endpoints of one resource, such as `/user_identities/*`, without those of the resources below it. */
export type ResourceWildcard = `${ResourceOf<EndpointPath>}/*`;

/** An entry of `expose`: the path of an endpoint, or the wildcard of a resource. */
export type Exposable = EndpointPath | ResourceWildcard;

type PathIn<TWildcard extends string, TPath> = TPath extends EndpointPath
  ? `${ResourceOf<TPath>}/*` extends TWildcard
    ? TPath
    : never
  : never;

/** The paths that an entry of `expose` matches. */
export type ExposedPath<TEntry> = TEntry extends EndpointPath
  ? TEntry
  : TEntry extends ResourceWildcard
    ? PathIn<TEntry, EndpointPath>
    : never;

/** An exposed endpoint, and its names in the tree. */
export interface ExposedEndpoint {
  readonly endpoint: AnyEndpoint;
  readonly names: readonly string[];
}

/** Returns the wildcard that matches a path. */
export const wildcardOf = (path: string): string => `${path.slice(0, path.lastIndexOf('/'))}/*`;

/** Suggests a similar path. Without one it returns an empty string, not the list of all paths. */
const suggestEntry = (entry: unknown, all: readonly ExposedEndpoint[]): string => {
  const suggestion = suggest(
    String(entry),
    all.map(({ endpoint }) => endpoint.path),
  );
  return suggestion.includes('Did you mean') ? suggestion : '';
};

/**
 * Returns the endpoints that `expose` lists, each once.
 *
 * @param expose paths, and wildcards of one resource
 * @param tree the contract; default: `endpoints` of `@org/seam-core`
 * @throws SeamConfigError when the list is empty, or an entry matches no endpoint
 */
export const resolveExposed = (
  expose: readonly string[],
  tree: EndpointTree = endpoints,
): readonly ExposedEndpoint[] => {
  if (!Array.isArray(expose) || expose.length === 0)
    throw new SeamConfigError(
      "The router needs expose, the list of paths that may be called: expose: ['/user_identities/list'] or, for one " +
        "resource, ['/user_identities/*'].",
    );
  const all: ExposedEndpoint[] = [];
  mapEndpoints(tree, (endpoint, names) => all.push({ endpoint, names }));
  const found = expose.map((entry) => {
    const matches = all.filter(({ endpoint: { path } }) => path === entry || wildcardOf(path) === entry);
    if (matches.length === 0)
      throw new SeamConfigError(
        `expose has ${JSON.stringify(entry)}, which is not an endpoint.${suggestEntry(entry, all)} Write paths as in the ` +
          "documentation. A wildcard matches one resource, as in '/acs/users/*'; there is no wildcard for everything.",
      );
    return matches;
  });
  return [...new Set(found.flat())];
};
