import { type EndpointPath, endpoints, SeamConfigError } from '@org/seam-core';
import { checkOptions, type OptionRules } from '@org/seam-core/internal';
import type { AuthorizeContext, Exposable, RouterOptions, SeamHandlers, TargetOf } from '@org/seam-server';
import {
  createErrorReporter,
  createRouter,
  routerRules as serverRouterRules,
  toNodeCall,
  writeNodeAnswer,
} from '@org/seam-server/internal';
import type { Request, RequestHandler, Response } from 'express';
import { askRateLimit } from './rate-limit.ts';

/**
 * Whether the path has two slashes one after the other. Express 4 cuts one of them off with the mount path, so that the
 * request would get here by a path that no middleware before it was mounted at.
 */
export const hasDoubledSlash = ({ originalUrl, url }: Request): boolean => {
  const [path = ''] = (originalUrl ?? url).replace(/^[a-z]+:\/\/[^/?]*/i, '').split('?', 1);
  return path.includes('//');
};

/** A call that waits for your decision. `endpoint` tells which parameters it has. */
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
   * Middleware that limits how often callers come, such as express-rate-limit's. It runs before anything of a call to an
   * exposed endpoint is read. Give it `handler: tooManyRequests`, so that its refusal looks like the router's others.
   */
  readonly rateLimit?: RequestHandler | undefined;
}

/** The same for all requests, or chosen by request: a client per tenant. */
export type SeamTarget<TSeam extends SeamHandlers = SeamHandlers> = TargetOf<Request, TSeam>;

/** What is wrong with `trust proxy` where callers are counted by their address; `undefined` when nothing is. */
export const trustProxyProblem = ({ app, headers }: Request): SeamConfigError | undefined => {
  // Without Express there is no setting.
  const trust: unknown = (app as typeof app | undefined)?.get('trust proxy');
  if (trust === true)
    return new SeamConfigError(
      "app.set('trust proxy', true) believes any X-Forwarded-For, so that a caller can pretend to be another with every " +
        "request and rateLimit counts nobody. Say how many proxies there are: app.set('trust proxy', 1)",
    );
  if (trust === false && headers['x-forwarded-for'] !== undefined)
    return new SeamConfigError(
      'A request came through a proxy (it has X-Forwarded-For), but Express does not trust one, so that rateLimit counts ' +
        "all callers as one. Say how many proxies there are: app.set('trust proxy', 1)",
    );
  return undefined;
};

/** The router, and the way to stop it. */
export interface SeamRouter extends RequestHandler {
  /**
   * Lets no more calls in (503), and resolves when all that go on are over and audited, also those whose callers have
   * left. Call it before `server.close()` when the process is told to stop.
   */
  drain(): Promise<void>;
}

/** The same names as the guard's, and middleware is a function too. */
const routerRules: OptionRules<SeamRouterOptions> = serverRouterRules;

/** The middleware as the guard asks it; the first problem with `trust proxy` is told once. */
const limiting = (
  middleware: RequestHandler,
  report: ReturnType<typeof createErrorReporter>,
): RouterOptions<Exposable, Request>['rateLimit'] => {
  let isTold = false;
  return (req, { path }) => {
    const problem = isTold ? undefined : trustProxyProblem(req);
    if (problem) {
      isTold = true;
      report(problem, { requestId: '', path });
    }
    return askRateLimit(middleware, req);
  };
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
 * @throws SeamConfigError when authorize is missing, expose names what does not exist, options contradict each other, or an
 *   option is unknown or out of range
 */
export const createSeamRouter = <TEntry extends Exposable, TSeam extends SeamHandlers>(
  target: SeamTarget<TSeam>,
  options: SeamRouterOptions<TEntry, TSeam>,
): SeamRouter => {
  // In JavaScript they may be forgotten. Which of them is missing is said below.
  const given = { ...options };
  checkOptions<object>('createSeamRouter', given, routerRules);
  const { rateLimit, ...others } = given;
  const router = createRouter<TEntry, Request, TSeam>(
    { tree: endpoints, target, mountOf: (req) => req.baseUrl },
    { ...others, rateLimit: rateLimit && limiting(rateLimit, createErrorReporter(options)) },
  );

  const answer = async (req: Request, res: Response): Promise<void> => {
    res.removeHeader('x-powered-by');
    const target = hasDoubledSlash(req) ? '/' : req.url;
    writeNodeAnswer(req, res, await router.respond(toNodeCall(req, res, target), req));
  };
  const handle: RequestHandler = (req, res) => {
    answer(req, res).catch(() => res.destroy());
  };
  return Object.assign(handle, { drain: () => router.drain() });
};
