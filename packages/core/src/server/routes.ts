import type { AnyEndpoint, EndpointTree, Handlers } from '../endpoint.ts';
import { mapEndpoints } from '../map-endpoints.ts';
import { valueAt } from '../value-at.ts';
import type { StandardSchema } from './params/standard-schema.ts';

/** A function that answers one endpoint. */
export type Handler<TContext> = (params: never, context: TContext) => unknown;

/** Loads the schema of an endpoint's parameters; called once, when the endpoint is first called. */
export type SchemaLoader = () => StandardSchema | undefined | Promise<StandardSchema | undefined>;

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
