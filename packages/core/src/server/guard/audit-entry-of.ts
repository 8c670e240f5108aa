import type { EndpointPath } from '../../generated/endpoints/paths.ts';
import { isObject } from '../../is-object.ts';
import type { Answer } from '../answer.ts';
import type { AuditEntry } from './audit-entry.ts';
import type { Exchange } from './exchange.ts';

const errorIn = ({ value }: Answer): { readonly type?: unknown; readonly data?: unknown } => {
  const error = isObject(value) ? value['error'] : undefined;
  return isObject(error) ? error : {};
};

const outcomeOf = (answer: Answer, { note }: Exchange<unknown>): AuditEntry['outcome'] => {
  if (answer.status < 400) return 'done';
  if (!note.isAllowed) return 'refused';
  // An answer that is remembered tells what came of the first call.
  const { data } = errorIn(answer);
  const isUnknown = note.mayHaveActed || (isObject(data) && data['outcome'] === 'unknown');
  return isUnknown ? 'unknown' : 'failed';
};

/** What is written down of a call that was answered; `undefined` when it was to no exposed endpoint. */
export const auditEntryOf = (exchange: Exchange<unknown>, answer: Answer): AuditEntry | undefined => {
  const { note, verb, signal } = exchange;
  if (!note.endpoint) return undefined;
  const { type } = errorIn(answer);
  return {
    at: new Date(note.startedAt).toISOString(),
    requestId: note.requestId,
    upstreamRequestId: note.upstreamRequestId,
    actor: note.actor,
    endpoint: note.endpoint.path as EndpointPath,
    // Of other verbs the caller may have written anything.
    verb: /^[A-Z]{3,7}$/.test(verb) ? verb : 'OTHER',
    params: note.params,
    outcome: outcomeOf(answer, exchange),
    status: answer.status,
    type: typeof type === 'string' ? type : undefined,
    isReplay: answer.headers['idempotency-replayed'] === 'true',
    isAbandoned: signal?.aborted === true,
    durationMs: Date.now() - note.startedAt,
  };
};
