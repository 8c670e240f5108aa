import { isObject, omitUndefined } from '../shared/type-checks.ts';

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

/** The mark by which errors are recognised, also those of another copy of this package. */
const seamErrorBrand: unique symbol = Symbol.for('@org/seam-core/error') as never;

/** Whether a value is an error of this package, of the class with this name or of a subclass of it. */
export const hasErrorName = (value: unknown, name: string): boolean => {
  // Checks the mark: an error of another realm is an instance of another Error.
  if (!isObject(value) || !(seamErrorBrand in value)) return false;
  for (let link = value as Partial<Error> | null; link; link = Object.getPrototypeOf(link) as typeof link)
    if (link.name === name) return true;
  return false;
};

/** The base class of every error of this package. No error contains a credential, a request or a response. */
export class SeamError extends Error {
  /** @hidden */
  get [seamErrorBrand](): true {
    return true;
  }

  override get name(): string {
    return 'SeamError';
  }

  /**
   * `instanceof` recognises errors of another copy of this package: the CommonJS copy, or another version.
   * @hidden
   */
  static override [Symbol.hasInstance](value: unknown): boolean {
    // A subclass outside of this package has no name of its own, and no other copy.
    if (!Object.hasOwn(this.prototype, 'name')) return super[Symbol.hasInstance](value);
    return hasErrorName(value, this.prototype.name);
  }

  /** The effect of the call. */
  declare readonly outcome: Outcome;

  /** Seam's id of the request, to be quoted to its support; absent when there was no response. */
  declare readonly requestId?: string;

  /**
   * @param message what went wrong, without a credential
   * @param facts the effect of the call, Seam's id of the request, and the error that led to this one
   */
  constructor(message: string, { cause, ...facts }: SeamErrorFacts) {
    super(message, cause === undefined ? undefined : { cause });
    // Also those of a subclass, which only declares its properties.
    Object.assign(this, omitUndefined(facts));
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
