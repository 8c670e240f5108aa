import { SeamApiError } from './seam-api-error.ts';

/** 404: something named in the parameters does not exist in this workspace; `type` says what. */
export class SeamNotFoundError extends SeamApiError {
  override get name(): string {
    return 'SeamNotFoundError';
  }
}
