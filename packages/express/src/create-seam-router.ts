import { endpoints, SeamConfigError, type AnyEndpoint, type EndpointPath } from '@org/seam-core';
import { mapEndpoints, valueAt } from '@org/seam-core/internal';
import {
  apiError,
  builtInSchema,
  createKernel,
  errorAnswer,
  toNodeCall,
  writeNodeAnswer,
  type Call,
  type CallContext,
  type Route,
} from '@org/seam-core/server';
import type { Request, RequestHandler } from 'express';
import type { AuthorizeCall, SeamRouterOptions } from './seam-router-options.ts';
import type { SeamTarget } from './seam-target.ts';
import { upstreamError } from './upstream-error.ts';

/** A call that remembers its Express request: for the decision, and for a target chosen by it. */
interface RouterCall extends Call {
  readonly req: Request;
}

interface RouterContext extends CallContext {
  readonly req: Request;
}

interface Place {
  readonly endpoint: AnyEndpoint;
  readonly names: readonly string[];
}

const findPlaces = (): Map<string, Place> => {
  const places = new Map<string, Place>();
  mapEndpoints(endpoints, (endpoint, names) => places.set(endpoint.path, { endpoint, names }));
  return places;
};

/** The route of an exposed endpoint: it looks up the target's function and passes the parameters on. */
const toRoute = (target: SeamTarget, { endpoint, names }: Place): Route<RouterContext> => {
  const missing = () =>
    new SeamConfigError(`${endpoint.path} is exposed, but the target has no ${names.join('.')}().`);
  if (typeof target !== 'function' && typeof valueAt(target, names) !== 'function') throw missing();
  return {
    endpoint,
    schema: builtInSchema(names),
    handler: async (params, { req, signal }) => {
      const forward = valueAt(typeof target === 'function' ? await target(req) : target, names);
      if (typeof forward !== 'function') throw missing();
      // A caller who goes away ends a read. A change goes on: half a revocation helps nobody.
      return (await forward(params, endpoint.replay === 'safe' ? { signal } : {})) as unknown;
    },
  };
};

const checkOptions = ({ expose, authorize }: SeamRouterOptions<EndpointPath>): void => {
  if (typeof authorize !== 'function')
    throw new SeamConfigError(
      'createSeamRouter needs authorize: it lends your credential to whoever can reach it. For a start: ' +
        'authorize: ({ req, endpoint, params }) => req.user?.isManager === true',
    );
  if (!Array.isArray(expose) || expose.length === 0)
    throw new SeamConfigError(
      "createSeamRouter needs expose, the list of paths that may be called: expose: ['/user_identities/list']",
    );
};

const toRoutes = (target: SeamTarget, expose: readonly string[]): Map<string, Route<RouterContext>> => {
  const places = findPlaces();
  return new Map(
    expose.map((path) => {
      const place = places.get(path);
      if (!place)
        throw new SeamConfigError(
          `expose names ${JSON.stringify(path)}, which is no endpoint. Paths are spelled out.`,
        );
      return [path, toRoute(target, place)];
    }),
  );
};

const logError = (error: unknown): void => {
  // eslint-disable-next-line no-console -- Express reports unhandled errors the same way
  console.error(error);
};

/**
 * A router that lets your own front-end call the endpoints you list, under your own rules and with your credential. It
 * speaks the API's language, so that a Seam client works against it.
 *
 * @example
 * app.use('/api/seam', createSeamRouter(createSeam(), {
 *   expose: ['/user_identities/list', '/user_identities/revoke_access_to_device'],
 *   authorize: ({ req, endpoint }) => req.session.role === 'manager' || endpoint === '/user_identities/list',
 * }));
 *
 * @param target a Seam client, a function from the request to one, a fake's handlers, or functions of your own
 * @throws SeamConfigError when authorize is missing, or expose names what does not exist
 */
export const createSeamRouter = <TPath extends EndpointPath>(
  target: SeamTarget,
  options: SeamRouterOptions<TPath>,
): RequestHandler => {
  checkOptions(options as unknown as SeamRouterOptions<EndpointPath>);
  const { expose, authorize, bodyLimit, requestId, onError = logError } = options;
  const kernel = createKernel<RouterContext, RouterCall>(toRoutes(target, expose), {
    bodyLimit,
    requestId,
    onError,
    mapError: upstreamError,
    context: (call) => call,
    authorize: ({ endpoint, params, context: { req } }) =>
      authorize({ req, endpoint: endpoint.path, params } as unknown as AuthorizeCall<TPath>),
  });

  return async (req, res) => {
    const answer = await kernel(Object.assign(toNodeCall(req, res, req.url), { req }));
    writeNodeAnswer(req, res, answer ?? errorAnswer(apiError('endpoint_not_found'), crypto.randomUUID()));
  };
};
