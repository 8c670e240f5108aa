import { isSeamError } from '../errors/is-seam-error.ts';
import { isObject } from '../is-object.ts';

/** Whether a change that failed may have been made all the same: nobody knows, unless the error says that it was not. */
export const mayHaveActed = (error: unknown): boolean => {
  if (isSeamError(error, 'SeamApiError')) return isObject(error.data) && error.data['outcome'] === 'unknown';
  // A client that is set up wrongly says so before it sends anything.
  return !isSeamError(error, 'SeamConfigError');
};
