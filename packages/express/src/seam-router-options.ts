import type { EndpointPath } from '@org/seam-core';
import type { CallToDecide, Exposable, GuardOptions, SeamHandlers } from '@org/seam-core/server';
import type { Request, RequestHandler } from 'express';

/** A call that waits for your decision. `endpoint` tells which parameters it has. */
export type AuthorizeCall<TPath extends EndpointPath, TSeam = SeamHandlers> = CallToDecide<
  TPath,
  Request,
  TSeam
>;

export interface SeamRouterOptions<TEntry extends Exposable = Exposable, TSeam = SeamHandlers> extends Omit<
  GuardOptions<TEntry, Request, TSeam>,
  'rateLimit'
> {
  /**
   * Middleware that limits how often callers come, such as express-rate-limit's. It runs before anything of a call to an
   * exposed endpoint is read. Give it `handler: tooManyRequests`, so that its refusal looks like the router's others.
   */
  readonly rateLimit?: RequestHandler | undefined;
}
