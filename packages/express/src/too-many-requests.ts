import { apiError } from '@org/seam-core/server';
import type { NextFunction, Request, Response } from 'express';

/**
 * The `handler` for a rate limiter in the router's `rateLimit`: the refusal is answered like the router's others, with the
 * `Retry-After` that the limiter set.
 *
 * @example
 * rateLimit: rateLimit({ limit: 100, handler: tooManyRequests })
 */
export const tooManyRequests = (_req: Request, _res: Response, next: NextFunction): void =>
  next(apiError('rate_limit_exceeded'));
