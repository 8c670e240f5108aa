import { SeamError } from './seam-error.ts';

/** The caller's signal ended the call; `cause` is the signal's reason. */
export class SeamAbortError extends SeamError {
  override get name(): string {
    return 'SeamAbortError';
  }
}
