import { type EndpointPath, endpoints, SeamConfigError } from '@org/seam-core';
import { checkOptions, type OptionRules } from '@org/seam-core/internal';
import type { AuthorizeContext, Exposable, RouterOptions, SeamHandlers, TargetOf } from '@org/seam-server';
import {
  createErrorReporter,
  createRouter,
  routerRules as serverRouterRules,
  fromNodeRequest,
  respondedBefore,
  writeNodeResponse,
} from '@org/seam-server/internal';
import type { Request, RequestHandler, Response } from 'express';
import { runRateLimit } from './rate-limit.ts';

/**
 * Whether the path contains a double slash. Express 4 removes one of the slashes with the mount path, so that the request
 * would bypass middleware that is mounted at a path before the router.
 */
export const hasDoubledSlash = ({ originalUrl, url }: Request): boolean => {
  const [path = ''] = (originalUrl ?? url).replace(/^[a-z]+:\/\/[^/?]*/i, '').split('?', 1);
  return path.includes('//');
};

/** The argument of `authorize`. `endpoint` determines the type of `params`. */
export type AuthorizeCall<TPath extends EndpointPath, TSeam = SeamHandlers> = AuthorizeContext<
  TPath,
  Request,
  TSeam
>;

export interface SeamRouterOptions<TEntry extends Exposable = Exposable, TSeam = SeamHandlers> extends Omit<
  RouterOptions<TEntry, Request, TSeam>,
  'rateLimit'
> {
  /**
   * Rate-limit middleware, such as that of express-rate-limit. It runs before the body of a request to an exposed endpoint
   * is read. Pass it `handler: tooManyRequests` for responses in the router's error format.
   */
  readonly rateLimit?: RequestHandler | undefined;
}

/** One target for all requests, or a function that selects one by request: a client per tenant. */
export type SeamTarget<TSeam extends SeamHandlers = SeamHandlers> = TargetOf<Request, TSeam>;

/** The problem of a `trust proxy` setting that breaks rate limits by IP address; `undefined` when there is none. */
export const trustProxyProblem = ({ app, headers }: Request): SeamConfigError | undefined => {
  // Requests that did not pass through Express have no app.
  const trust: unknown = (app as typeof app | undefined)?.get('trust proxy');
  if (trust === true)
    return new SeamConfigError(
      "app.set('trust proxy', true) believes any X-Forwarded-For, so that callers can evade rateLimit with a new address for " +
        "every request. Set the number of proxies: app.set('trust proxy', 1)",
    );
  if (trust === false && headers['x-forwarded-for'] !== undefined)
    return new SeamConfigError(
      'A request has X-Forwarded-For from a proxy, but Express does not trust one, so that rateLimit counts all callers as ' +
        "one. Set the number of proxies: app.set('trust proxy', 1)",
    );
  return undefined;
};

/** The router as Express middleware. */
export interface SeamRouter extends RequestHandler {
  /**
   * Shuts down: rejects new requests with 503, and resolves when all requests in progress are finished and audited, also
   * those whose callers have disconnected. It ends at `drainTimeout` and reports what is left to `onError`. Call it before
   * `server.close()`.
   */
  drain(): Promise<void>;
}

/** The same rules as the server's: middleware is a function too. */
const routerRules: OptionRules<SeamRouterOptions> = serverRouterRules;

/** Adapts the middleware to the router, and reports a problem with `trust proxy` once. */
const adaptRateLimit = (
  middleware: RequestHandler,
  report: ReturnType<typeof createErrorReporter>,
): RouterOptions<Exposable, Request>['rateLimit'] => {
  let isReported = false;
  return (req, { path }) => {
    const problem = isReported ? undefined : trustProxyProblem(req);
    if (problem) {
      isReported = true;
      report(problem, { requestId: '', path });
    }
    return runRateLimit(middleware, req);
  };
};

/**
 * Creates a router through which your front-end calls the endpoints in `expose`, subject to `authorize`, and with your
 * credential. It is compatible with the Seam API, so that a Seam client works against it.
 *
 * @example
 * app.use('/api/seam', createSeamRouter(createSeam(), {
 *   expose: ['/user_identities/list', '/user_identities/revoke_access_to_device'],
 *   authorize: ({ req, endpoint }) => req.session.role === 'manager' || endpoint === '/user_identities/list',
 * }));
 *
 * @param target a Seam client, a function from the request to one, a fake's handlers, or functions of your own
 * @throws SeamConfigError when `authorize` is missing, `expose` contains an unknown path, options conflict, or an option is
 *   unknown or out of range
 */
export const createSeamRouter = <TEntry extends Exposable, TSeam extends SeamHandlers>(
  target: SeamTarget<TSeam>,
  options: SeamRouterOptions<TEntry, TSeam>,
): SeamRouter => {
  // JavaScript callers may omit the options: the message below names the missing one.
  const given: object | undefined = options;
  const { rateLimit, ...others } = checkOptions<object>(
    'createSeamRouter',
    given ?? {},
    routerRules,
  ) as typeof options;
  const report = createErrorReporter(others);
  const router = createRouter<TEntry, Request, TSeam>(
    { tree: endpoints, target, mountOf: (req) => req.baseUrl },
    { ...others, rateLimit: rateLimit && adaptRateLimit(rateLimit, report) },
  );

  const respond = async (req: Request, res: Response): Promise<void> => {
    const problem = respondedBefore(res);
    if (problem) {
      report(problem, { requestId: '', path: req.url.split('?', 1)[0] ?? '' });
      return;
    }
    res.removeHeader('x-powered-by');
    const target = hasDoubledSlash(req) ? '/' : req.url;
    writeNodeResponse(req, res, await router.respond(fromNodeRequest(req, res, target), req));
  };
  const handle: RequestHandler = (req, res) => {
    respond(req, res).catch(() => res.destroy());
  };
  return Object.assign(handle, { drain: () => router.drain() });
};
