/**
 * The effect of a failed call:
 * - `not_sent`: no request was sent;
 * - `rejected`: Seam responded and changed nothing;
 * - `unknown`: Seam may have applied the change. Read the state, or repeat the call if it is idempotent.
 */
export type Outcome = 'not_sent' | 'rejected' | 'unknown';

export interface SeamErrorFacts {
  readonly outcome: Outcome;
  readonly requestId?: string | undefined;
  readonly cause?: unknown;
}

/** The mark by which `isSeamError` recognises errors, also those of another copy of this package. */
export const seamErrorBrand: unique symbol = Symbol.for('@org/seam-core/error') as never;

/** The base class of every error of this package. No error contains a credential, a request or a response. */
export class SeamError extends Error {
  get [seamErrorBrand](): true {
    return true;
  }

  override get name(): string {
    return 'SeamError';
  }

  readonly outcome: Outcome;

  /** Seam's id of the request, to be quoted to its support; absent when there was no response. */
  readonly requestId?: string;

  constructor(message: string, { outcome, requestId, cause }: SeamErrorFacts) {
    super(message, cause === undefined ? undefined : { cause });
    this.outcome = outcome;
    if (requestId !== undefined) this.requestId = requestId;
  }
}

/** The configuration is invalid: no credential, several, one of the wrong kind, an unusable endpoint, or a wrong option. */
export class SeamConfigError extends SeamError {
  override get name(): string {
    return 'SeamConfigError';
  }

  constructor(message: string) {
    super(message, { outcome: 'not_sent' });
  }
}
