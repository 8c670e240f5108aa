import { type AnyEndpoint, endpoints, SeamConfigError } from '@org/seam-core';
import { describeValue, mapEndpoints, suggest } from '@org/seam-core/internal';

/** An endpoint, with the names under which the contract and the handlers have it. */
interface NamedEndpoint {
  readonly endpoint: AnyEndpoint;
  readonly names: readonly string[];
}

const byPath = new Map<string, NamedEndpoint>();
mapEndpoints(endpoints, (endpoint, names) => byPath.set(endpoint.path, { endpoint, names }));

/** The endpoints of the contract by path. */
export const endpointsByPath: ReadonlyMap<string, NamedEndpoint> = byPath;

/** @throws SeamConfigError when the value is not the path of an endpoint */
export const checkPath = (subject: string, path: unknown, expected = 'the path of an endpoint'): void => {
  if (typeof path === 'string' && byPath.has(path)) return;
  const hint = typeof path === 'string' ? suggest(path, [...byPath.keys()]) : '';
  throw new SeamConfigError(`${subject} must be ${expected}; got ${describeValue(path)}.${hint}`);
};

/**
 * The parameters of an endpoint that have to name existing resources. A filter of a list does not: without a match, the list
 * is empty.
 */
export const resourceParams = (
  { as, required = {}, variants = [] }: AnyEndpoint,
  params: object,
): string[] => {
  if (as !== 'page' && as !== 'list') return Object.keys(params);
  return [...Object.keys(required), ...variants.flat().map((name) => name.replace('?', ''))];
};
