import type { EndpointPath } from '@org/seam-core';
import { isObject, notify, withTimeout } from '@org/seam-core/internal';
import { isRequestId } from '../http/request.ts';
import type { ServerResponse } from '../http/response.ts';
import type { RequestContext } from './context.ts';
import type { Logger } from './error-reporter.ts';

/** The record of a request to an exposed endpoint. */
export interface AuditEntry {
  /** When the request arrived, in ISO 8601. */
  readonly at: string;
  readonly requestId: string;
  /** Seam's id of the request, if Seam responded. */
  readonly upstreamRequestId?: string | undefined;
  /** The caller, as `actor` returned it. */
  readonly actor?: string | undefined;
  readonly endpoint: EndpointPath;
  readonly verb: string;
  /** The parameters; absent when they were invalid. */
  readonly params?: Readonly<Record<string, unknown>> | undefined;
  /**
   * - `done`: Seam confirmed it or, for an action on a device, started it: see `actionAttempt`;
   * - `refused`: the request was denied or invalid (also its idempotency key), and nothing was sent;
   * - `failed`: it was allowed, and nothing changed; a failed read, and an action attempt that ended with an error;
   * - `unknown`: it was allowed and failed, and may have changed something.
   *
   * A replayed response has the outcome of the first request.
   */
  readonly outcome: 'done' | 'refused' | 'failed' | 'unknown';
  readonly status: number;
  /**
   * The action attempt in the response. A `pending` one is still in progress: `/action_attempts/get` returns its result.
   */
  readonly actionAttempt?: { readonly action_attempt_id: string; readonly status: string } | undefined;
  /** The type of the error, if any. */
  readonly type?: string | undefined;
  /** The response is the stored one of an earlier request with the same idempotency key. */
  readonly isReplay: boolean;
  /** The caller closed the connection before the response was ready. */
  readonly isAbandoned: boolean;
  readonly durationMs: number;
}

const actionAttemptOf = ({ value }: ServerResponse): AuditEntry['actionAttempt'] => {
  const attempt = isObject(value) ? value['action_attempt'] : undefined;
  if (!isObject(attempt)) return undefined;
  const { action_attempt_id, status } = attempt;
  return typeof action_attempt_id === 'string' && typeof status === 'string'
    ? { action_attempt_id, status }
    : undefined;
};

const isReplay = ({ headers }: ServerResponse): boolean => headers['idempotency-replayed'] === 'true';

const errorIn = ({ value }: ServerResponse): Readonly<Record<string, unknown>> => {
  const error = isObject(value) ? value['error'] : undefined;
  return isObject(error) ? error : {};
};

/** Whether an error response says that the change may have been applied. */
const isUnknown = (response: ServerResponse): boolean => {
  const { data } = errorIn(response);
  // Of the error responses, only those with an unknown outcome are stored.
  return isReplay(response) || (isObject(data) && data['outcome'] === 'unknown');
};

const outcomeOf = (response: ServerResponse, context: RequestContext<unknown>): AuditEntry['outcome'] => {
  const isChange = context.endpoint?.replay !== 'safe';
  // To read an action attempt that failed is a success.
  if (response.status < 400)
    return isChange && actionAttemptOf(response)?.status === 'error' ? 'failed' : 'done';
  if (isChange && (context.mayHaveActed || isUnknown(response))) return 'unknown';
  const isFailure = context.isForwarded || (context.isAllowed && response.status >= 500);
  return isFailure ? 'failed' : 'refused';
};

const typeIn = (response: ServerResponse): string | undefined => {
  const { type } = errorIn(response);
  return typeof type === 'string' ? type : undefined;
};

/** Creates the entry of a request; `undefined` when it was not for an exposed endpoint. */
const toAuditEntry = (context: RequestContext<unknown>, response: ServerResponse): AuditEntry | undefined => {
  const { request, endpoint, upstreamRequestId, startedAt } = context;
  if (!endpoint) return undefined;
  const durationMs = Math.round(performance.now() - startedAt);
  return {
    at: new Date(Date.now() - durationMs).toISOString(),
    requestId: context.requestId,
    upstreamRequestId: isRequestId(upstreamRequestId) ? upstreamRequestId : undefined,
    actor: context.actor,
    endpoint: endpoint.path as EndpointPath,
    // Other values are free text of the caller.
    verb: /^[A-Z]{3,7}$/.test(request.verb) ? request.verb : 'OTHER',
    params: context.params,
    outcome: outcomeOf(response, context),
    status: response.status,
    actionAttempt: actionAttemptOf(response),
    type: typeIn(response),
    isReplay: isReplay(response),
    isAbandoned: request.signal?.aborted === true,
    durationMs,
  };
};

interface AuditLogOptions {
  readonly audit?: ((entry: AuditEntry) => void | Promise<void>) | undefined;
  readonly logger?: Logger | undefined;
  /** Called when the logger or `audit` fails. */
  readonly report: (error: unknown, context: RequestContext<unknown>) => void;
}

/** After this time in milliseconds, a shutdown no longer waits for an entry. */
const timeout = 30_000;

/** Writes a finished request to the logger and the audit log. Never rejects. */
export const writeAuditLog = async (
  context: RequestContext<unknown>,
  response: ServerResponse,
  { logger, audit, report }: AuditLogOptions,
): Promise<void> => {
  const entry = toAuditEntry(context, response);
  if (!entry) return;
  const { params: _, actionAttempt: __, ...line } = entry;
  notify(
    () => logger?.info(line, `${entry.endpoint} ${entry.status}`),
    (error) => report(error, context),
  );
  try {
    const writing = audit?.(entry);
    if (writing)
      await withTimeout(
        timeout,
        Promise.resolve(writing),
        () => new Error(`audit took longer than ${timeout} milliseconds. The entry may be missing.`),
      );
  } catch (error) {
    report(error, context);
  }
};
