import { isSeamError, SeamConfigError } from '@org/seam-core';
import { checkOptions, rules } from '@org/seam-core/internal';
import { type ErrorListener, isApiError } from '@org/seam-server';
import {
  createErrorReporter,
  errorResponse,
  undisclosedCause,
  upstreamError,
  writeNodeResponse,
} from '@org/seam-server/internal';
import type { ErrorRequestHandler } from 'express';

export interface SeamErrorHandlerOptions {
  /**
   * Called with each error that this handler responds to.
   * @default logs the class, type and status of errors whose details the response does not disclose
   */
  readonly onError?: ErrorListener | undefined;
}

/**
 * Error middleware for your own routes. It responds to errors of Seam as the router does, and to an `apiError`, such as that
 * of `tooManyRequests`, unchanged. Other errors are passed to the next error handler.
 *
 * @example
 * app.use(seamErrorHandler());
 *
 * @throws SeamConfigError for an unknown option; and for each request when it is passed to Express without being called
 */
export const seamErrorHandler = (options: SeamErrorHandlerOptions = {}): ErrorRequestHandler => {
  // Express would call it as middleware, with the request as options, and never respond.
  if ('headers' in options)
    throw new SeamConfigError('seamErrorHandler creates the handler. Call it: app.use(seamErrorHandler()).');
  checkOptions('seamErrorHandler', options, { onError: rules.type('function') });
  const { onError } = options;
  const report = createErrorReporter({ onError });
  // eslint-disable-next-line max-params -- Express recognizes an error handler by its four parameters
  return (error, req, res, next) => {
    const response = isApiError(error) ? error : upstreamError(error);
    if (!isSeamError(response, 'SeamApiError') || res.headersSent) {
      next(error);
      return;
    }
    const requestId = crypto.randomUUID();
    const reported = onError ? error : undisclosedCause(response);
    if (reported !== undefined) report(reported, { requestId, path: req.path });
    writeNodeResponse(req, res, errorResponse(response, requestId));
  };
};
