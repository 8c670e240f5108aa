import { isSeamError } from '../errors/is-seam-error.ts';

/** What the caller is told too little about for anybody to find the fault. */
export const hiddenCause = (error: unknown): unknown =>
  isSeamError(error, 'SeamApiError') ? error.cause : error;
