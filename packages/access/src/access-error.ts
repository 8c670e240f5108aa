import type { UserIdentity } from '@org/seam-core';

/** Why a workflow cannot start or continue. */
export type AccessErrorCode =
  /** The person is not named by exactly one non-empty name. */
  | 'invalid_person'
  /** No user identity matches. */
  | 'person_not_found'
  /** Several user identities match; `candidates` lists them. */
  | 'person_ambiguous'
  /** An option is unknown, missing or out of range. */
  | 'invalid_option'
  /** The access of the person is not what the plan was made for. Make a new plan. */
  | 'plan_outdated'
  /** The plan was changed after it was made: its hash does not match its content. */
  | 'plan_invalid'
  /** The journal of the run was changed: its hashes do not match its content. Nothing is sent. */
  | 'journal_invalid'
  /** There is no run with this id in the journal. */
  | 'run_not_found'
  /** The run has ended or is being cancelled, so nothing is added to it. */
  | 'run_finished'
  /** Another process continued this run. This one sends and writes nothing more. */
  | 'run_taken_over'
  /** Seam does not accept the credential. */
  | 'unauthorized'
  /** A later revocation of the same person cancelled a grant. */
  | 'cancelled_by_revocation';

/** The error of an access workflow. Errors of Seam's API stay what they are: a `SeamError`. */
export class AccessError extends Error {
  override readonly name = 'AccessError';
  readonly code: AccessErrorCode;
  /** The user identities that match, for `person_ambiguous`; otherwise empty. */
  readonly candidates: readonly UserIdentity[];

  /**
   * @param code why the workflow cannot start or continue
   * @param message what was wrong, and what to do
   * @param details the user identities that match, and the error that led to this one
   */
  constructor(
    code: AccessErrorCode,
    message: string,
    { candidates = [], cause }: { candidates?: readonly UserIdentity[]; cause?: unknown } = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.candidates = candidates;
  }
}
