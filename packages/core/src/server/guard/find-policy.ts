import { SeamConfigError } from '../../errors/seam-config-error.ts';
import { suggest } from '../../suggest.ts';
import { wildcardOf, type ExposedEndpoint } from './expose.ts';

type AnyPolicy = (call: never) => unknown;

/**
 * The policy of each exposed path.
 * @throws SeamConfigError when there is none, or when a map leaves one out or names what is not exposed
 */
export const findPolicy = (
  authorize: unknown,
  exposed: readonly ExposedEndpoint[],
): ((path: string) => AnyPolicy) => {
  if (typeof authorize === 'function') return () => authorize as AnyPolicy;
  if (typeof authorize !== 'object' || authorize === null)
    throw new SeamConfigError(
      'The router needs authorize: it lends your credential to whoever can reach it. For a start: ' +
        'authorize: ({ req, endpoint, params }) => req.user?.isManager === true',
    );
  const given = new Map<string, unknown>(Object.entries(authorize));
  const policies = new Map<string, AnyPolicy>();
  for (const { path } of exposed.map(({ endpoint }) => endpoint)) {
    const policy = given.get(path) ?? given.get(wildcardOf(path));
    if (typeof policy !== 'function')
      throw new SeamConfigError(`authorize has no function for ${path}, which is exposed.`);
    policies.set(path, policy as AnyPolicy);
  }
  const known = new Set([...policies.keys()].flatMap((path) => [path, wildcardOf(path)]));
  const unknown = [...given.keys()].find((name) => !known.has(name));
  if (unknown !== undefined)
    throw new SeamConfigError(
      `authorize has ${JSON.stringify(unknown)}, which is not exposed.${suggest(unknown, [...known])}`,
    );
  // Whatever is not in the table is not exposed, and so never asked about.
  return (path) => policies.get(path) ?? (() => false);
};
