/**
 * What the failed call did:
 * - `not_sent`: nothing left this process;
 * - `rejected`: Seam answered and changed nothing;
 * - `unknown`: it may have been applied. Read the state back, or repeat the call where a repeat is harmless.
 */
export type Outcome = 'not_sent' | 'rejected' | 'unknown';

export interface SeamErrorFacts {
  readonly outcome: Outcome;
  readonly requestId?: string | undefined;
  readonly cause?: unknown;
}

/** Lets the errors of two copies of this package recognise each other. */
export const seamErrorBrand: unique symbol = Symbol.for('@org/seam-core/error') as never;

/** The base of every error this package throws. None of them holds a credential, a request or a response. */
export class SeamError extends Error {
  get [seamErrorBrand](): true {
    return true;
  }

  override get name(): string {
    return 'SeamError';
  }

  readonly outcome: Outcome;

  /** Seam's id of the request, for its support; absent when no answer came. */
  readonly requestId?: string;

  constructor(message: string, { outcome, requestId, cause }: SeamErrorFacts) {
    super(message, cause === undefined ? undefined : { cause });
    this.outcome = outcome;
    if (requestId !== undefined) this.requestId = requestId;
  }
}

/** The client was set up wrongly: no credential, two at once, one of another kind, an unusable endpoint. */
export class SeamConfigError extends SeamError {
  override get name(): string {
    return 'SeamConfigError';
  }

  constructor(message: string) {
    super(message, { outcome: 'not_sent' });
  }
}
