/* eslint-disable no-useless-constructor -- They narrow the type of the facts, which the constructor of SeamError copies. */
import type { ActionAttempt } from '../contract/generated/models/action-attempts.ts';
import { SeamError, type SeamErrorFacts } from './seam-error.ts';

/** The call was aborted by the caller's signal. `cause` is the signal's reason. */
export class SeamAbortError extends SeamError {
  override get name(): string {
    return 'SeamAbortError';
  }

  /** The action attempt that was polled when the call was aborted. */
  declare readonly actionAttempt?: ActionAttempt;

  constructor(message: string, facts: SeamErrorFacts & { readonly actionAttempt?: ActionAttempt }) {
    super(message, facts);
  }
}

/** The cause of a failed connection. */
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

/** No complete response was received, because the connection failed. */
export class SeamConnectionError extends SeamError {
  override get name(): string {
    return 'SeamConnectionError';
  }

  /** Why the connection failed. */
  declare readonly code: ConnectionErrorCode;

  constructor(message: string, facts: SeamErrorFacts & { readonly code: ConnectionErrorCode }) {
    super(message, facts);
  }
}

/** The reason why a response is invalid. */
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

/** The response is neither a valid result nor an error: a login page, an incomplete document, a redirect. */
export class SeamInvalidResponseError extends SeamError {
  override get name(): string {
    return 'SeamInvalidResponseError';
  }

  /** What is wrong with the response. */
  declare readonly reason: InvalidResponseReason;

  constructor(message: string, facts: SeamErrorFacts & { readonly reason: InvalidResponseReason }) {
    super(message, facts);
  }
}

/** The phase in which a call timed out. */
export type TimeoutPhase = 'connect' | 'headers' | 'body';

/** No complete response was received within `timeout` or `totalTimeout`. */
export class SeamTimeoutError extends SeamError {
  override get name(): string {
    return 'SeamTimeoutError';
  }

  /** How far the call got: it was connecting, or waiting for headers or for the rest of the body. */
  declare readonly phase: TimeoutPhase;

  constructor(message: string, facts: SeamErrorFacts & { readonly phase: TimeoutPhase }) {
    super(message, facts);
  }
}
