import { SeamApiError } from './seam-api-error.ts';

/** 5xx: Seam failed. A change may have been applied all the same. */
export class SeamServerError extends SeamApiError {
  override get name(): string {
    return 'SeamServerError';
  }
}
