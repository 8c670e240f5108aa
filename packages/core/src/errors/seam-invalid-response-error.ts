import { SeamError, type SeamErrorFacts } from './seam-error.ts';

/** What is wrong with an answer that was not an error. */
export type InvalidResponseReason =
  | 'redirect'
  | 'empty'
  | 'not_json'
  | 'invalid_json'
  | 'not_ok'
  | 'shape'
  | 'too_large'
  | 'transport'
  | 'pagination_loop';

/** An answer came that proves nothing: a login page, half a document, a redirect. It is never taken for success. */
export class SeamInvalidResponseError extends SeamError {
  override get name(): string {
    return 'SeamInvalidResponseError';
  }

  readonly reason: InvalidResponseReason;

  constructor(message: string, facts: SeamErrorFacts & { readonly reason: InvalidResponseReason }) {
    super(message, facts);
    this.reason = facts.reason;
  }
}
