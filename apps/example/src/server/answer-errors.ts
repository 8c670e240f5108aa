import type { ErrorRequestHandler } from 'express';

/** Error middleware that says as little as the status does: Express would send the stack. */
// eslint-disable-next-line max-params -- Express knows an error handler by its four parameters
export const answerErrors: ErrorRequestHandler = (error: { status?: unknown }, _req, res, next) => {
  if (res.headersSent) {
    next(error);
    return;
  }
  const status =
    typeof error.status === 'number' && error.status >= 400 && error.status < 500 ? error.status : 500;
  const type = status === 500 ? 'internal_server_error' : 'invalid_request';
  res.status(status).json({ error: { type, message: 'The request could not be answered.' } });
};
