import { SeamApiError } from './seam-api-error.ts';

/** 401: the credential is missing, wrong, expired or of a kind the endpoint does not accept. */
export class SeamUnauthorizedError extends SeamApiError {
  override get name(): string {
    return 'SeamUnauthorizedError';
  }
}
