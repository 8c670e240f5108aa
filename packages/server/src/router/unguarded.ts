import type { AnyEndpoint, EndpointTree, Handlers } from '@org/seam-core';
import { checkOptions, notify, type OptionRules, rules } from '@org/seam-core/internal';
import { applicationError, undisclosedCause } from '../http/api-error.ts';
import { requestIdFrom, type ServerRequest } from '../http/request.ts';
import { errorResponse, type ServerResponse, successResponse } from '../http/response.ts';
import { type ReadOptions, readParams } from '../input/params.ts';
import { schemaFinder } from '../input/schema.ts';
import { runAuthorize } from './authorize.ts';
import type { HandlerContext } from './context.ts';
import type { ErrorListener } from './error-reporter.ts';
import { commonRules, type MountOptions, mountRules } from './options.ts';
import { acceptedVerbs, checkVerb, type Route, toRoutes } from './routes.ts';

/** What `authorize` of an unguarded handler receives. */
export interface UnguardedAuthorizeContext<TContext> {
  readonly endpoint: AnyEndpoint;
  /** Exactly what the handler gets, frozen. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly context: TContext;
}

/**
 * The options of handlers without the router's protection: they serve all endpoints, also to cross-site requests, and to every
 * caller unless `authorize` is set.
 */
export interface UnguardedHandlerOptions<TContext extends HandlerContext = HandlerContext>
  extends MountOptions, Omit<ReadOptions, 'awaitBody'> {
  /**
   * Creates the context of a request before anything is read, for `authorize` and the handler. An `apiError` that it throws
   * is the response; any other error is a 500.
   * @default `{ signal }`
   */
  readonly context?:
    ((request: ServerRequest, endpoint: AnyEndpoint) => TContext | Promise<TContext>) | undefined;
  /**
   * Decides whether a request is allowed: only `true` allows it. `{ deny: 'unauthenticated' }` returns 401,
   * `{ deny: 'not_found' }` 404, any other value 403.
   * @default allows every request
   */
  readonly authorize?: ((context: UnguardedAuthorizeContext<TContext>) => unknown) | undefined;
  /**
   * The timeout of `authorize`, in milliseconds. A timeout returns 503.
   * @default 5000
   */
  readonly authorizeTimeout?: number | undefined;
  /**
   * Returns the id of a request: 1 to 64 letters, digits, `_`, `-` and `.`.
   * @default crypto.randomUUID
   */
  readonly requestId?: ((request: ServerRequest) => string | undefined) | undefined;
  /** Maps the error of a handler to the one that the response describes. */
  readonly mapError?: ((error: unknown) => unknown) | undefined;
  /**
   * Called with errors whose details the response does not disclose.
   * @default errors are dropped
   */
  readonly onError?: ErrorListener | undefined;
}

const unguardedRules: OptionRules<UnguardedHandlerOptions> = {
  ...commonRules,
  ...mountRules,
  context: rules.type('function'),
  authorize: rules.type('function'),
  strict: rules.type('boolean'),
  mapError: rules.type('function'),
};

/** Responds to a request; `undefined` when its path has no route. */
export type UnguardedResponder = (request: ServerRequest) => Promise<ServerResponse | undefined>;

/**
 * Creates the responder of an unguarded handler.
 *
 * @param subject the name of the public function, for error messages
 * @throws SeamConfigError for an option that is unknown or invalid
 */
export const createUnguardedResponder = <TTree extends EndpointTree, TContext extends HandlerContext>(
  subject: string,
  { tree, handlers }: { readonly tree: TTree; readonly handlers: Handlers<NoInfer<TTree>, TContext> },
  options: UnguardedHandlerOptions<TContext>,
): UnguardedResponder => {
  checkOptions<object>(subject, options, unguardedRules);
  const { authorize, authorizeTimeout, mapError = (error) => error, onError } = options;
  const routes = toRoutes(tree, handlers, schemaFinder(options.schemas));
  const createContext = async (request: ServerRequest, endpoint: AnyEndpoint): Promise<TContext> => {
    try {
      return options.context
        ? await options.context(request, endpoint)
        : ({ signal: request.signal } as TContext);
    } catch (error) {
      throw applicationError(error);
    }
  };

  const processRequest = async (
    request: ServerRequest,
    route: Route<TContext>,
    requestId: string,
  ): Promise<ServerResponse> => {
    const { endpoint, handler } = route;
    const context = await createContext(request, endpoint);
    checkVerb(endpoint, request.verb);
    const params = await readParams(route, request, options);
    if (authorize) await runAuthorize(authorize, { endpoint, params, context }, authorizeTimeout);
    try {
      return successResponse(endpoint, await handler(params as never, context), requestId);
    } catch (error) {
      throw await mapError(error);
    }
  };

  return async (request) => {
    const route = routes.get(request.path);
    if (!route) return undefined;
    const requestId = requestIdFrom(() => options.requestId?.(request));
    try {
      return await processRequest(request, route, requestId);
    } catch (error) {
      const cause = undisclosedCause(error);
      if (cause !== undefined) notify(() => onError?.(cause, { requestId, path: request.path }));
      return errorResponse(error, requestId, acceptedVerbs(route.endpoint));
    }
  };
};
