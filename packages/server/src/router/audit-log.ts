import type { EndpointPath } from '@org/seam-core';
import { isObject, notify } from '@org/seam-core/internal';
import { isRequestId } from '../http/request-id.ts';
import type { ServerResponse } from '../http/response.ts';
import type { RequestContext } from './context.ts';
import type { Logger } from './error-reporter.ts';

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

/** The action attempt that an answer brings, as far as it is written down. */
const actionAttemptOf = ({ value }: ServerResponse): AuditEntry['actionAttempt'] => {
  const attempt = isObject(value) ? value['action_attempt'] : undefined;
  if (!isObject(attempt)) return undefined;
  const { action_attempt_id, status } = attempt;
  return typeof action_attempt_id === 'string' && typeof status === 'string'
    ? { action_attempt_id, status }
    : undefined;
};

/** Whether an answer is that of an earlier call with the same idempotency key. */
const isReplay = ({ headers }: ServerResponse): boolean => headers['idempotency-replayed'] === 'true';

/** What came of a call, by its answer and by how far it got. */
const auditOutcome = (answer: ServerResponse, { state }: RequestContext<unknown>): AuditEntry['outcome'] => {
  if (answer.status < 400) {
    // To have looked at an attempt that failed is a success.
    const isChange = state.endpoint?.replay !== 'safe';
    return isChange && actionAttemptOf(answer)?.status === 'error' ? 'failed' : 'done';
  }
  // Of failures, only those that may have changed something are remembered.
  if (state.mayHaveActed || isReplay(answer)) return 'unknown';
  const isFailure = state.isForwarded || (state.isAllowed && answer.status >= 500);
  return isFailure ? 'failed' : 'refused';
};

const typeIn = ({ value }: ServerResponse): string | undefined => {
  const error = isObject(value) ? value['error'] : undefined;
  const type = isObject(error) ? error['type'] : undefined;
  return typeof type === 'string' ? type : undefined;
};

/** What is written down of a call that was answered; `undefined` when it was to no exposed endpoint. */
const toAuditEntry = (exchange: RequestContext<unknown>, answer: ServerResponse): AuditEntry | undefined => {
  const { state, verb, signal } = exchange;
  if (!state.endpoint) return undefined;
  return {
    at: new Date(state.startedAt).toISOString(),
    requestId: state.requestId,
    upstreamRequestId: isRequestId(state.upstreamRequestId) ? state.upstreamRequestId : undefined,
    actor: state.actor,
    endpoint: state.endpoint.path as EndpointPath,
    // Of other verbs the caller may have written anything.
    verb: /^[A-Z]{3,7}$/.test(verb) ? verb : 'OTHER',
    params: state.params,
    outcome: auditOutcome(answer, exchange),
    status: answer.status,
    actionAttempt: actionAttemptOf(answer),
    type: typeIn(answer),
    isReplay: isReplay(answer),
    isAbandoned: signal?.aborted === true,
    durationMs: Date.now() - state.startedAt,
  };
};

interface WriteDownOptions {
  readonly audit?: ((entry: AuditEntry) => void | Promise<void>) | undefined;
  readonly logger?: Logger | undefined;
  /** Hears of a logger or an audit that fails. */
  readonly report: (error: unknown, exchange: RequestContext<unknown>) => void;
}

/** Tells the log and the audit of a call that was answered. Never rejects. */
export const writeAuditLog = async (
  exchange: RequestContext<unknown>,
  answer: ServerResponse,
  { logger, audit, report }: WriteDownOptions,
): Promise<void> => {
  if (!logger && !audit) return;
  const entry = toAuditEntry(exchange, answer);
  if (!entry) return;
  const { params: _, actionAttempt: __, ...line } = entry;
  // The audit hears of it also when the logger fails.
  notify(
    () => logger?.info(line, `${entry.endpoint} ${entry.status}`),
    (error) => report(error, exchange),
  );
  try {
    await audit?.(entry);
  } catch (error) {
    report(error, exchange);
  }
};
