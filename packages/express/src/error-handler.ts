import { isSeamError, SeamConfigError } from '@org/seam-core';
import { checkOptions, rules } from '@org/seam-core/internal';
import { type ErrorListener, isApiError } from '@org/seam-server';
import {
  createErrorReporter,
  errorResponse,
  upstreamError,
  writeNodeAnswer,
} from '@org/seam-server/internal';
import type { ErrorRequestHandler } from 'express';

export interface SeamErrorHandlerOptions {
  /**
   * Hears of each error that is answered here.
   * @default writes to the console which failure of Seam it was, without Seam's words
   */
  readonly onError?: ErrorListener | undefined;
}

/**
 * Error middleware for your own routes: what Seam refused or failed at is answered as the router would, an `apiError` of
 * yours as it is, such as that of `tooManyRequests`, and every other error goes on to the next error handler.
 *
 * @example
 * app.use(seamErrorHandler());
 *
 * @throws SeamConfigError for each request when it is given to Express without being called
 */
export const seamErrorHandler = (options: SeamErrorHandlerOptions = {}): ErrorRequestHandler => {
  // Express takes it for middleware then, calls it with the request, and waits for ever.
  if ('headers' in options)
    throw new SeamConfigError('seamErrorHandler makes the handler: app.use(seamErrorHandler()).');
  checkOptions('seamErrorHandler', options, { onError: rules.type('function') });
  const { onError } = options;
  const report = createErrorReporter({ onError });
  // eslint-disable-next-line max-params -- Express knows an error handler by its four parameters
  return (error, req, res, next) => {
    // What your own functions want to be told is told as it is.
    const told = isApiError(error) ? error : upstreamError(error);
    if (!isSeamError(told, 'SeamApiError') || res.headersSent) {
      next(error);
      return;
    }
    const requestId = crypto.randomUUID();
    const fault = onError ? error : told.cause;
    if (fault !== undefined) report(fault, { requestId, path: req.path });
    writeNodeAnswer(req, res, errorResponse(told, requestId));
  };
};
