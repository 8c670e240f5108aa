import { isSeamError, type SeamError } from '@org/seam-core';
import { isError, notify } from '@org/seam-core/internal';
import { isRequestId } from '../http/request-id.ts';

/** Hears of a fault, and of the call it came up in. What it throws or rejects with is dropped. */
export type ErrorListener = (
  error: unknown,
  request: { requestId: string; path: string },
) => void | Promise<void>;

/** Types of errors as Seam writes them; anything else may be a sentence. */
const isType = (type: string): boolean => /^[a-z0-9_]{1,64}$/.test(type);

const fieldsOfSeam = (error: SeamError): object => {
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
 * What is written of a fault into a log. What a client threw may carry Seam's words, which name people: of that it is the
 * kind, the status and Seam's id of the request. Faults of the application are found by their message and their stack.
 */
export const serializeError = (error: unknown): object => {
  const isOfSetUp = isSeamError(error, 'SeamConfigError');
  if (isSeamError(error) && !isOfSetUp) return fieldsOfSeam(error);
  // Without its causes and whatever else it carries: one of those may be Seam's.
  if (isError(error)) return { name: error.name, message: error.message, stack: error.stack };
  return { message: `What was thrown is no error but of type ${typeof error}.` };
};

/**
 * What is needed of a logger; pino's fits. It gets no parameters, nothing that Seam said and no credential: of each call who
 * called what and what came of it, of failures of Seam their class, type, status and request id, and of faults of your own
 * functions the message and the stack, as you wrote them.
 */
export interface Logger {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

const printing: Pick<Logger, 'error'> = {
  // eslint-disable-next-line no-console -- a fault that nobody hears of is worse
  error: (fields, message) => console.error(message, fields),
};

/**
 * What hears of faults: `onError` of the fault itself, or else the logger, or else the console, of what may be written down
 * of it. The caller is answered all the same.
 */
export const createErrorReporter = ({
  onError,
  logger,
}: {
  readonly onError?: ErrorListener | undefined;
  readonly logger?: Logger | undefined;
}): ((...fault: Parameters<ErrorListener>) => void) => {
  const log: Pick<Logger, 'error'> = logger ?? printing;
  const tell: ErrorListener = (error, request) => {
    if (onError) return onError(error, request);
    // A logger may be async, too, and reject.
    return log.error({ fault: serializeError(error), ...request }, 'A fault in answering a call');
  };
  return (error, request) => notify(() => tell(error, request));
};
