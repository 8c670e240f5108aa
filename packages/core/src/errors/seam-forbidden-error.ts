import { SeamApiError } from './seam-api-error.ts';

/** 403: the credential is good, and the call is not allowed to it. */
export class SeamForbiddenError extends SeamApiError {
  override get name(): string {
    return 'SeamForbiddenError';
  }
}
