import { endpoints } from '@org/seam-core';
import { checkOptions, guardRules, type OptionRules } from '@org/seam-core/internal';
import {
  createGuard,
  reportFaults,
  toNodeCall,
  writeNodeAnswer,
  type Exposable,
  type GuardOptions,
  type SeamHandlers,
} from '@org/seam-core/server';
import type { Request, RequestHandler, Response } from 'express';
import { askRateLimit } from './ask-rate-limit.ts';
import { hasDoubledSlash } from './has-doubled-slash.ts';
import type { SeamRouterOptions } from './seam-router-options.ts';
import type { SeamTarget } from './seam-target.ts';
import { trustProxyProblem } from './trust-proxy-problem.ts';

/** The router, and the way to stop it. */
export interface SeamRouter extends RequestHandler {
  /**
   * Lets no more calls in (503), and resolves when all that go on are over and audited, also those whose callers have
   * left. Call it before `server.close()` when the process is told to stop.
   */
  drain(): Promise<void>;
}

/** The same names as the guard's, and middleware is a function too. */
const routerRules: OptionRules<SeamRouterOptions> = guardRules;

/** The middleware as the guard asks it; the first problem with `trust proxy` is told once. */
const limiting = (
  middleware: RequestHandler,
  report: ReturnType<typeof reportFaults>,
): GuardOptions<Exposable, Request>['rateLimit'] => {
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
  const guard = createGuard<TEntry, Request, TSeam>(
    { tree: endpoints, target, mountOf: (req) => req.baseUrl },
    { ...others, rateLimit: rateLimit && limiting(rateLimit, reportFaults(options)) },
  );

  const answer = async (req: Request, res: Response): Promise<void> => {
    res.removeHeader('x-powered-by');
    const target = hasDoubledSlash(req) ? '/' : req.url;
    writeNodeAnswer(req, res, await guard.answer(toNodeCall(req, res, target), req));
  };
  const router: RequestHandler = (req, res) => {
    answer(req, res).catch(() => res.destroy());
  };
  return Object.assign(router, { drain: () => guard.drain() });
};
