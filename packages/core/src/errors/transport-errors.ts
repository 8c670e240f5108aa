import type { ActionAttempt } from '../contract/generated/models/action-attempts.ts';
import { SeamError, type SeamErrorFacts } from './seam-error.ts';

/** The caller's signal ended the call; `cause` is the signal's reason. */
export class SeamAbortError extends SeamError {
  override get name(): string {
    return 'SeamAbortError';
  }

  /** The action attempt that was polled when the signal ended the call. */
  readonly actionAttempt?: ActionAttempt;

  constructor(message: string, facts: SeamErrorFacts & { readonly actionAttempt?: ActionAttempt }) {
    super(message, facts);
    if (facts.actionAttempt) this.actionAttempt = facts.actionAttempt;
  }
}

/** Why no answer came. */
export type ConnectionErrorCode =
  | 'dns'
  | 'refused'
  | 'tls'
  | 'tls_reset'
  | 'reset'
  | 'socket_closed'
  | 'body_truncated'
  | 'protocol'
  | 'headers'
  | 'network';

/** No answer came: the network failed before or during it. */
export class SeamConnectionError extends SeamError {
  override get name(): string {
    return 'SeamConnectionError';
  }

  readonly code: ConnectionErrorCode;

  constructor(message: string, facts: SeamErrorFacts & { readonly code: ConnectionErrorCode }) {
    super(message, facts);
    this.code = facts.code;
  }
}

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

/** What was waited for when the time was up. */
export type TimeoutPhase = 'connect' | 'headers' | 'body';

/** The answer did not come whole in time. */
export class SeamTimeoutError extends SeamError {
  override get name(): string {
    return 'SeamTimeoutError';
  }

  readonly phase: TimeoutPhase;

  constructor(message: string, facts: SeamErrorFacts & { readonly phase: TimeoutPhase }) {
    super(message, facts);
    this.phase = facts.phase;
  }
}
