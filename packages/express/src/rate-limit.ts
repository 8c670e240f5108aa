import { apiError } from '@org/seam-server';
import { toCause } from '@org/seam-server/internal';
import type { NextFunction, Request, RequestHandler, Response } from 'express';

/**
 * Runs rate-limit middleware, and resolves when it accepts the request. When the caller disconnects
 * meanwhile, it still waits for the middleware.
 * @throws the error that it passed to `next`; `rate_limit_exceeded` when it responded by itself
 */
export const runRateLimit = (middleware: RequestHandler, req: Request): Promise<undefined> =>
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
    const rejectIfResponded = () => {
      if (res.headersSent || res.writableEnded) reject(apiError('rate_limit_exceeded'));
    };
    res.once('close', rejectIfResponded);
    const next = (error?: unknown) => {
      res.off('close', rejectIfResponded);
      // eslint-disable-next-line promise/prefer-await-to-callbacks, typescript/prefer-promise-reject-errors
      // Express treats null as no error, too.
      if (error === undefined || error === null) {
        // The caller must not receive a 429 for a change that is made.
        rejectIfResponded();
        resolve(undefined);
      } else reject(error);
    };
    const run = async () => {
      try {
        await middleware(req, res, next);
        // The middleware responded after the caller disconnected, which emits no event.
        if (res.destroyed) rejectIfResponded();
      } catch (error) {
        // A rejection with undefined must not accept the request.
        next(toCause(error));
      }
    };
    void run();
  });

/**
 * Use it as `handler` of a rate limiter in the router's `rateLimit`: the response is 429 in the router's error format, with the
 * `Retry-After` that the rate limiter set.
 *
 * @example
 * rateLimit: rateLimit({ limit: 100, handler: tooManyRequests })
 */
export const tooManyRequests = (_req: Request, _res: Response, next: NextFunction): void =>
  next(apiError('rate_limit_exceeded'));
