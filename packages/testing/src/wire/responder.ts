import { type AnyEndpoint, type EndpointPath, endpoints } from '@org/seam-core';
import { isError, mapEndpoints, valueAt } from '@org/seam-core/internal';
import { apiError } from '@org/seam-server';
import {
  builtInSchema,
  createKernel,
  errorResponse,
  type ServerRequest,
  type ServerResponse,
  toRoutes,
} from '@org/seam-server/internal';
import { checkSession } from '../access/session.ts';
import { handlers } from '../fake/handlers.ts';
import type { Journal, JournalCall } from '../fake/journal.ts';
import type { Violations } from '../fake/violations.ts';
import type { CredentialKind, World, WorldContext } from '../fake/world.ts';
import { authenticate } from './authenticate.ts';
import { describeFault, type Fault } from './fault.ts';
import type { Faults } from './faults.ts';
import { faultOutcome, type Outcome } from './outcome.ts';
import type { RateLimits } from './rate-limits.ts';
import { type Echo, echoes } from './undocumented-fields.ts';

/** What is noted about a call while it is answered. */
interface Note {
  params: JournalCall['params'];
  credential?: CredentialKind;
  applied: boolean;
  /** Whether a fault keeps the effect from taking place. */
  readonly isPrevented: boolean;
}

interface NotedContext extends WorldContext {
  readonly note: Note;
  readonly rateLimits: RateLimits;
}

export interface ResponderParts {
  readonly world: World;
  readonly journal: Journal;
  readonly faults: Faults;
  readonly rateLimits: RateLimits;
  readonly violations: Violations;
  readonly strict: boolean;
}

/** From a call to what becomes of it. */
export type Responder = (call: ServerRequest) => Promise<Outcome>;

const bodyLimit = 1_048_576;

const echoOf = (path: string): Echo | undefined => echoes[path as EndpointPath];

/** The handlers, each within its caller's reach, and noting that it ran to its end: then the effect has taken place. */
const noting = mapEndpoints(endpoints, ({ path, replay }, names) => {
  const handler = valueAt(handlers, names) as (params: unknown, context: NotedContext) => unknown;
  return async (params: JournalCall['params'], context: NotedContext) => {
    checkSession(params, context);
    const retryAfterMs = context.rateLimits.check(path, params);
    if (retryAfterMs !== undefined) throw apiError('rate_limit_exceeded', { retryAfterMs });
    const finishEcho = echoOf(path)?.begin(params, context);
    const result = await handler(params, context);
    context.note.applied = replay !== 'safe';
    return finishEcho ? finishEcho() : result;
  };
}) as typeof handlers;

/** The contract, and what answers have beyond it. */
const served = mapEndpoints(endpoints, (endpoint) => {
  const echo = echoOf(endpoint.path);
  return echo ? { ...endpoint, returns: echo.name } : endpoint;
}) as typeof endpoints;

/** A fault that keeps the effect from taking place. */
const isBefore = (fault: Fault | undefined): boolean =>
  fault !== undefined &&
  (fault.kind === 'status' || fault.kind === 'html' || fault.kind === 'reset' || fault.kind === 'hang') &&
  fault.applied !== true;

/** What every way into the fake shares: the faults, the clock, the kernel, the journal. */
export const createResponder = (parts: ResponderParts): Responder => {
  const { world, journal, faults, rateLimits, violations, strict } = parts;
  const notes = new WeakMap<ServerRequest, Note>();
  let requestId = '';

  const kernel = createKernel<NotedContext>(toRoutes(served, noting, builtInSchema), {
    strict,
    bodyLimit,
    // The kernel asks for it before it does anything that takes time.
    requestId: () => requestId,
    context: (call: ServerRequest, endpoint: AnyEndpoint) => {
      const note = notes.get(call) ?? { params: {}, applied: false, isPrevented: false };
      const caller = authenticate(world, call, endpoint);
      note.credential = caller.credential;
      return { world, endpoint, note, rateLimits, verb: call.verb, signal: call.signal, ...caller };
    },
    authorize: ({ params, context }) => {
      context.note.params = params;
      return !context.note.isPrevented;
    },
    onError: (error) => violations.add(`The fake failed: ${isError(error) ? error.message : 'unknown'}`),
  });

  const answerCall = async (call: ServerRequest, request_id: string): Promise<ServerResponse> => {
    requestId = request_id;
    const answer = await kernel(call);
    if (!answer) {
      violations.add(`${call.verb} ${call.path} is no endpoint of Seam's.`);
      return errorResponse(apiError('not_implemented_by_fake'), request_id);
    }
    violations.check(call, answer);
    return answer;
  };

  /** Lets happen what is due. A snapshot may have brought jobs whose rows are not there. */
  const settle = (): boolean => {
    try {
      world.clock.settle();
      return true;
    } catch (error) {
      violations.add(`What was due failed: ${error instanceof Error ? error.message : 'unknown'}`);
      return false;
    }
  };

  return async (call) => {
    const isSettled = settle();
    const fault = faults.take(call.path);
    const note: Note = { params: {}, applied: false, isPrevented: isBefore(fault) };
    notes.set(call, note);
    const at = world.clock.timestamp();
    const request_id = `request${world.ids.count('request')}`;
    const answer = isSettled
      ? await answerCall(call, request_id)
      : errorResponse(apiError('internal_server_error'), request_id);
    const circumstances = { path: call.path, requestId: request_id, random: world.random };
    const outcome = faultOutcome(fault, answer, circumstances);
    journal.add({
      endpoint: call.path,
      verb: call.verb,
      params: note.params,
      credential: note.credential,
      attempt: journal.attemptOf(call.path, note.params),
      status: outcome.kind === 'answer' && outcome.cutAt === undefined ? outcome.answer.status : null,
      applied: note.applied,
      fault: fault && describeFault(fault),
      request_id,
      at,
    });
    return outcome;
  };
};
