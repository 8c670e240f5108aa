import type { EndpointPath } from '../../generated/endpoints/paths.ts';
import { isObject } from '../../is-object.ts';
import type { Answer } from '../answer.ts';
import { attemptIn } from './attempt-in.ts';
import type { AuditEntry } from './audit-entry.ts';
import type { Exchange } from './exchange.ts';
import { isReplay } from './is-replay.ts';
import { outcomeOf } from './outcome-of.ts';
import { isRequestId } from './request-id.ts';

const typeIn = ({ value }: Answer): string | undefined => {
  const error = isObject(value) ? value['error'] : undefined;
  const type = isObject(error) ? error['type'] : undefined;
  return typeof type === 'string' ? type : undefined;
};

/** What is written down of a call that was answered; `undefined` when it was to no exposed endpoint. */
export const auditEntryOf = (exchange: Exchange<unknown>, answer: Answer): AuditEntry | undefined => {
  const { note, verb, signal } = exchange;
  if (!note.endpoint) return undefined;
  return {
    at: new Date(note.startedAt).toISOString(),
    requestId: note.requestId,
    upstreamRequestId: isRequestId(note.upstreamRequestId) ? note.upstreamRequestId : undefined,
    actor: note.actor,
    endpoint: note.endpoint.path as EndpointPath,
    // Of other verbs the caller may have written anything.
    verb: /^[A-Z]{3,7}$/.test(verb) ? verb : 'OTHER',
    params: note.params,
    outcome: outcomeOf(answer, exchange),
    status: answer.status,
    actionAttempt: attemptIn(answer),
    type: typeIn(answer),
    isReplay: isReplay(answer),
    isAbandoned: signal?.aborted === true,
    durationMs: Date.now() - note.startedAt,
  };
};
