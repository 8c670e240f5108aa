import { isSeamError, type SeamError } from '@org/seam-core';
import { isError, notify } from '@org/seam-core/internal';
import { isRequestId } from '../http/request.ts';

/** Called with an error and the request that it occurred in. Its own errors are ignored. */
export type ErrorListener = (
  error: unknown,
  request: { requestId: string; path: string },
) => void | Promise<void>;

/** Whether a type is one of Seam's: anything else may contain free text. */
const isType = (type: string): boolean => /^[a-z0-9_]{1,64}$/.test(type);

const serializeSeamError = (error: SeamError): object => {
  const { name, outcome, requestId } = error;
  return {
    name,
    outcome,
    ...(isSeamError(error, 'SeamApiError') && {
      status: error.statusCode,
      ...(isType(error.type) && { type: error.type }),
    }),
    ...(isRequestId(requestId) && { upstreamRequestId: requestId }),
  };
};

/**
 * Serializes an error for a log. The messages of Seam's errors may contain personal data: of them, the log gets the class, the
 * status, the type and Seam's request id. Errors of the application keep their message and stack.
 */
export const serializeError = (error: unknown): object => {
  const isConfigError = isSeamError(error, 'SeamConfigError');
  if (isSeamError(error) && !isConfigError) return serializeSeamError(error);
  // Without the cause and other properties: one of them may be an error of Seam.
  if (isError(error)) return { name: error.name, message: error.message, stack: error.stack };
  return { message: `A value of type ${typeof error} was thrown.` };
};

/**
 * A logger such as pino. It receives no parameters, no message of Seam and no credential: for each request the caller, the
 * endpoint and the outcome; for errors of Seam the class, type, status and request id; for errors of your own functions the
 * message and the stack.
 */
export interface Logger {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

const consoleLogger: Pick<Logger, 'error'> = {
  // eslint-disable-next-line no-console -- without a logger, errors must not be lost
  error: (fields, message) => console.error(message, fields),
};

/**
 * Creates the function that reports errors: to `onError` if there is one, otherwise serialized to the logger or the console.
 * It does not affect the response.
 */
export const createErrorReporter = ({
  onError,
  logger,
}: {
  readonly onError?: ErrorListener | undefined;
  readonly logger?: Logger | undefined;
}): ((...args: Parameters<ErrorListener>) => void) => {
  const log: Pick<Logger, 'error'> = logger ?? consoleLogger;
  const report: ErrorListener = (error, request) => {
    if (onError) return onError(error, request);
    // An asynchronous logger may reject.
    return log.error({ error: serializeError(error), ...request }, 'Error while processing a request');
  };
  return (error, request) => notify(() => report(error, request));
};
