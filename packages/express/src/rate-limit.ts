import { apiError } from '@org/seam-server';
import type { NextFunction, Request, RequestHandler, Response } from 'express';

/**
 * Asks middleware that limits callers, and resolves when it lets the request go on. Of a caller who leaves meanwhile it is
 * waited for all the same: to leave is no way past it, and no answer of it.
 * @throws whatever it passed to `next`; `rate_limit_exceeded` when it answered by itself
 */
export const askRateLimit = (middleware: RequestHandler, req: Request): Promise<undefined> =>
  new Promise((resolve, reject) => {
    const { res } = req;
    if (!res) {
      reject(
        new TypeError(
          'rateLimit is middleware of Express, and the router was not called by it: limit callers before the router.',
        ),
      );
      return;
    }
    const refuseIfAnswered = () => {
      if (res.headersSent || res.writableEnded) reject(apiError('rate_limit_exceeded'));
    };
    res.once('close', refuseIfAnswered);
    const next = (error?: unknown) => {
      res.off('close', refuseIfAnswered);
      // What went wrong is passed on as it is.
      // eslint-disable-next-line promise/prefer-await-to-callbacks, typescript/prefer-promise-reject-errors
      // Express takes null for no error, too.
      if (error === undefined || error === null) resolve(undefined);
      else reject(error);
    };
    const run = async () => {
      try {
        await middleware(req, res, next);
        // Answered when nobody was there any more: there is no other event that says so.
        if (res.destroyed) refuseIfAnswered();
      } catch (error) {
        next(error);
      }
    };
    void run();
  });

/**
 * The `handler` for a rate limiter in the router's `rateLimit`: the refusal is answered like the router's others, with the
 * `Retry-After` that the limiter set.
 *
 * @example
 * rateLimit: rateLimit({ limit: 100, handler: tooManyRequests })
 */
export const tooManyRequests = (_req: Request, _res: Response, next: NextFunction): void =>
  next(apiError('rate_limit_exceeded'));
