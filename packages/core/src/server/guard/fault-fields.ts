import { isSeamError } from '../../errors/is-seam-error.ts';
import { isError } from '../../is-error.ts';
import type { SeamError } from '../../errors/seam-error.ts';
import { isRequestId } from './request-id.ts';

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
export const faultFields = (error: unknown): object => {
  const isOfSetUp = isSeamError(error, 'SeamConfigError');
  if (isSeamError(error) && !isOfSetUp) return fieldsOfSeam(error);
  // Without its causes and whatever else it carries: one of those may be Seam's.
  if (isError(error)) return { name: error.name, message: error.message, stack: error.stack };
  return { message: `What was thrown is no error but of type ${typeof error}.` };
};
