import { isSeamError } from '@org/seam-core';
import { errorAnswer, upstreamError, writeNodeAnswer } from '@org/seam-core/server';
import type { ErrorRequestHandler } from 'express';

export interface SeamErrorHandlerOptions {
  /** Hears of each error that is answered here, before it is answered. */
  readonly onError?: ((error: unknown, request: { requestId: string; path: string }) => void) | undefined;
}

/**
 * Error middleware for your own routes: what Seam refused or failed at is answered as the router would, and every other
 * error goes on to the next error handler.
 *
 * @example
 * app.use(seamErrorHandler());
 */
export const seamErrorHandler =
  ({ onError }: SeamErrorHandlerOptions = {}): ErrorRequestHandler =>
  // eslint-disable-next-line max-params -- Express knows an error handler by its four parameters
  (error, req, res, next) => {
    if (!isSeamError(error) || res.headersSent) {
      next(error);
      return;
    }
    const requestId = crypto.randomUUID();
    onError?.(error, { requestId, path: req.path });
    writeNodeAnswer(req, res, errorAnswer(upstreamError(error), requestId));
  };
