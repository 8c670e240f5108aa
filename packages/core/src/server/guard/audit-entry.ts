import type { EndpointPath } from '../../generated/endpoints/paths.ts';

/** What became of a call to an exposed endpoint. */
export interface AuditEntry {
  /** When it came, in ISO 8601. */
  readonly at: string;
  readonly requestId: string;
  /** Seam's id of the request, where it answered. */
  readonly upstreamRequestId?: string | undefined;
  /** Who called, as `actor` says. */
  readonly actor?: string | undefined;
  readonly endpoint: EndpointPath;
  readonly verb: string;
  /** What was asked for; absent when it was not valid. */
  readonly params?: Readonly<Record<string, unknown>> | undefined;
  /**
   * - `done`: Seam confirmed it, or, where it acts on a device, took it on: see `actionAttempt`;
   * - `refused`: it was not allowed or not valid, which an idempotency key may be too, and nothing was sent;
   * - `failed`: it was allowed, and nothing was changed; what goes wrong with a read is always that, and so is an action
   *   attempt that ended with an error;
   * - `unknown`: it was allowed and failed, and may have changed something.
   *
   * The answer of an earlier call has the outcome of that call.
   */
  readonly outcome: 'done' | 'refused' | 'failed' | 'unknown';
  readonly status: number;
  /**
   * The action attempt that was answered with. One that is `pending` still goes on: how it ends is said by
   * `/action_attempts/get`.
   */
  readonly actionAttempt?: { readonly action_attempt_id: string; readonly status: string } | undefined;
  /** The error's type, when there is one. */
  readonly type?: string | undefined;
  /** The answer was that of an earlier call with the same idempotency key. */
  readonly isReplay: boolean;
  /** The caller went away before the answer was there. */
  readonly isAbandoned: boolean;
  readonly durationMs: number;
}
