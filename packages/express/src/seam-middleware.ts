import type { Seam } from '@org/seam-core';
import { toCause } from '@org/seam-server/internal';
import type { Request, RequestHandler } from 'express';

declare global {
  // eslint-disable-next-line typescript/no-namespace -- the way Express lets its request be extended
  namespace Express {
    interface Request {
      /** The Seam client that `seamMiddleware` put here. */
      seam?: Seam;
    }
  }
}

const brand: unique symbol = Symbol.for('@org/seam-express/seam') as never;

/**
 * Middleware that puts a Seam client on `req.seam`, for your own routes.
 *
 * @example
 * app.use(seamMiddleware((req) => clientOf(req.session.tenant)));
 *
 * @param seam the client, or a function that selects one by request
 */
export const seamMiddleware =
  (seam: Seam | ((req: Request) => Seam | Promise<Seam>)): RequestHandler =>
  async (req, _res, next) => {
    try {
      const client = typeof seam === 'function' ? await seam(req) : seam;
      Object.assign(req, { seam: client, [brand]: client });
      next();
    } catch (error) {
      next(toCause(error));
    }
  };

/**
 * The client that `seamMiddleware` put on a request. It ignores other values of `req.seam`.
 * @throws Error when `seamMiddleware` has not run
 */
export const getSeam = (req: Request): Seam => {
  const client = (req as Request & { [brand]?: Seam })[brand];
  if (!client)
    throw new Error(
      'There is no Seam client on this request: put app.use(seamMiddleware(seam)) before the route.',
    );
  return client;
};
