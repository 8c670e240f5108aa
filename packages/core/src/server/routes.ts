import type { AnyEndpoint, EndpointTree, Handlers } from '../endpoint.ts';
import { isEndpoint } from '../map-endpoints.ts';
import type { StandardSchema } from './standard-schema.ts';

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

/** Any object with functions where the tree has endpoints. */
interface HandlerTree {
  readonly [name: string]: unknown;
}

const collect = <TContext>(
  tree: EndpointTree,
  handlers: HandlerTree,
  schemaOf: (names: readonly string[]) => SchemaLoader,
  names: readonly string[],
): [string, Route<TContext>][] =>
  Object.entries(tree).flatMap(([name, node]): [string, Route<TContext>][] => {
    const path = [...names, name];
    const answering = handlers[name];
    if (!isEndpoint(node)) return collect(node, (answering ?? {}) as HandlerTree, schemaOf, path);
    if (typeof answering !== 'function') return [];
    return [[node.path, { endpoint: node, handler: answering as Handler<TContext>, schema: schemaOf(path) }]];
  });

/** The tree and its handlers as a table by path. Endpoints without a handler are left out. */
export const toRoutes = <TTree extends EndpointTree, TContext>(
  tree: TTree,
  handlers: Handlers<TTree, TContext>,
  schemaOf: (names: readonly string[]) => SchemaLoader,
): ReadonlyMap<string, Route<TContext>> =>
  new Map(collect<TContext>(tree, handlers as HandlerTree, schemaOf, []));
