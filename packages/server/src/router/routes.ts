import type { AnyEndpoint, EndpointTree, Handlers, Verb } from '@org/seam-core';
import { mapEndpoints, valueAt } from '@org/seam-core/internal';
import { httpError } from '../http/api-error.ts';
import type { SchemaLoader } from '../input/schema.ts';

/** The verbs that an endpoint accepts: its own, POST, and its other ones. */
export const acceptedVerbs = ({ verb, otherVerbs = [] }: AnyEndpoint): readonly Verb[] => [
  ...new Set<Verb>([verb, 'POST', ...otherVerbs]),
];

/** @throws SeamApiError `method_not_allowed` */
export const checkVerb = (endpoint: AnyEndpoint, verb: string): void => {
  if (verb === endpoint.verb || verb === 'POST' || endpoint.otherVerbs?.some((other) => other === verb))
    return;
  throw httpError('method_not_allowed', { message: `only ${acceptedVerbs(endpoint).join(',')} accepted` });
};

type Handler<TContext> = (params: never, context: TContext) => unknown;

/** An endpoint, its handler and its schema. */
export interface Route<TContext> {
  readonly endpoint: AnyEndpoint;
  readonly handler: Handler<TContext>;
  readonly schema: SchemaLoader;
}

/** Creates the routes by path. Endpoints without a handler have no route. */
export const toRoutes = <TTree extends EndpointTree, TContext>(
  tree: TTree,
  handlers: Handlers<NoInfer<TTree>, TContext>,
  findSchema: (names: readonly string[]) => SchemaLoader,
): ReadonlyMap<string, Route<TContext>> => {
  const routes = new Map<string, Route<TContext>>();
  mapEndpoints(tree, (endpoint, names) => {
    const handler = valueAt(handlers, names);
    if (typeof handler === 'function')
      routes.set(endpoint.path, {
        endpoint,
        handler: handler as Handler<TContext>,
        schema: findSchema(names),
      });
  });
  return routes;
};
