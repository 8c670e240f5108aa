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

/** All endpoints of one resource, such as `/user_identities/*`; those of the resources below it are not among them. */
export type ResourceWildcard = `${ResourceOf<EndpointPath>}/*`;

/** What `expose` may list: the path of an endpoint, or a resource's wildcard. */
export type Exposable = EndpointPath | ResourceWildcard;

type PathIn<TWildcard extends string, TPath> = TPath extends EndpointPath
  ? `${ResourceOf<TPath>}/*` extends TWildcard
    ? TPath
    : never
  : never;

/** The paths that an entry of `expose` stands for. */
export type ExposedPath<TEntry> = TEntry extends EndpointPath
  ? TEntry
  : TEntry extends ResourceWildcard
    ? PathIn<TEntry, EndpointPath>
    : never;

/** An endpoint that may be called from outside, and its names in the tree. */
export interface ExposedEndpoint {
  readonly endpoint: AnyEndpoint;
  readonly names: readonly string[];
}

/** The wildcard that stands for an endpoint among others. */
export const wildcardOf = (path: string): string => `${path.slice(0, path.lastIndexOf('/'))}/*`;

/** One of the endpoints with a similar path, and none where there are few. */
const suggestEntry = (entry: unknown, all: readonly ExposedEndpoint[]): string => {
  const suggestion = suggest(
    String(entry),
    all.map(({ endpoint }) => endpoint.path),
  );
  return suggestion.includes('Did you mean') ? suggestion : '';
};

/**
 * The endpoints that `expose` lists, each once: the one place where paths and wildcards are understood.
 *
 * @param expose paths, and wildcards of one resource
 * @param tree the contract they are looked up in; the documented one unless you have your own
 * @throws SeamConfigError when there is nothing in it, or something that stands for no endpoint
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
        `expose names ${JSON.stringify(entry)}, which is no endpoint.${suggestEntry(entry, all)} Write paths as the ` +
          "documentation does; a wildcard stands for one resource, as in '/acs/users/*', and nothing stands for everything.",
      );
    return matches;
  });
  return [...new Set(found.flat())];
};
