import type { AnyEndpoint, EndpointTree, Handlers } from '@org/seam-core';
import { mapEndpoints, valueAt } from '@org/seam-core/internal';
import type { SchemaLoader } from '../input/schema.ts';

/** The verbs an endpoint is called with: its own, and POST. */
export const acceptedVerbs = ({ verb }: AnyEndpoint): readonly string[] => [...new Set([verb, 'POST'])];

/** A function that answers one endpoint. */
type Handler<TContext> = (params: never, context: TContext) => unknown;

/** An endpoint with what answers it. */
export interface Route<TContext> {
  readonly endpoint: AnyEndpoint;
  readonly handler: Handler<TContext>;
  readonly schema: SchemaLoader;
}

/** What builds the routes: the schema of an endpoint by its names in the tree. */
type FindSchema = (names: readonly string[]) => SchemaLoader;

/** The tree and its handlers as a table by path. Endpoints without a handler are left out. */
export const toRoutes = <TTree extends EndpointTree, TContext>(
  tree: TTree,
  handlers: Handlers<NoInfer<TTree>, TContext>,
  findSchema: FindSchema,
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
