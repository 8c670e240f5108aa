import type { AnyEndpoint, SeamApiError } from '@org/seam-core';
import { isError, suggest } from '@org/seam-core/internal';
import { apiError } from '@org/seam-server';
import {
  acceptedVerbs,
  checkVerb,
  errorResponse,
  readParams,
  type Route,
  type ServerRequest,
  type ServerResponse,
  successResponse,
  undisclosedCause,
} from '@org/seam-server/internal';
import { endpointsByPath } from '../fake/endpoint-paths.ts';
import type { Journal } from '../fake/journal.ts';
import { planLateRequest } from '../fake/late-requests.ts';
import { normalizeMoments } from '../fake/moment.ts';
import type { Violations } from '../fake/violations.ts';
import type { World } from '../fake/world.ts';
import { authenticate } from './authenticate.ts';
import { delayOfEffect, describeFault, type Fault } from './fault.ts';
import type { Faults } from './faults.ts';
import { faultOutcome, type Outcome } from './outcome.ts';
import type { RateLimits } from './rate-limits.ts';
import { type RequestRecord, type ResponderContext, routeOf } from './routes.ts';
import { hasSample, readSampleParams } from './sample-parameters.ts';

export interface ResponderParts {
  readonly world: World;
  readonly journal: Journal;
  readonly faults: Faults;
  readonly rateLimits: RateLimits;
  readonly violations: Violations;
  readonly strict: boolean;
}

/**
 * Responds to a request, or makes it fail.
 *
 * @param baseUrl the base URL that the caller used, for the URLs in responses
 */
export type Responder = (request: ServerRequest, baseUrl: string) => Promise<Outcome>;

const bodyLimit = 1_048_576;

/** Whether a fault prevents the effect of the request. Its response then replaces the one of the handler. */
const preventsEffect = (fault: Fault | undefined): boolean =>
  fault !== undefined &&
  (fault.kind === 'status' || fault.kind === 'html' || fault.kind === 'reset' || fault.kind === 'hang') &&
  fault.applied !== true;

/** The error for a path that Seam does not have. Its type differs from that of every missing object. */
const unknownPath = (path: string): SeamApiError =>
  apiError('endpoint_not_found', {
    message: `There is no endpoint ${path.slice(0, 100)}.${suggest(path, [...endpointsByPath.keys()])}`,
  });

interface Processed {
  readonly baseUrl: string;
  readonly record: RequestRecord;
  readonly requestId: string;
  readonly fault: Fault | undefined;
}

/** Creates the responder that all entry points of the fake share. */
export const createResponder = (parts: ResponderParts): Responder => {
  const { world, journal, faults, rateLimits, violations, strict } = parts;
  const acceptsSamples = !strict && world.assumptions.sample_parameters === 'accept';

  const createContext = (
    request: ServerRequest,
    endpoint: AnyEndpoint,
    { record, baseUrl }: Processed,
  ): ResponderContext => {
    const caller = authenticate(world, request, endpoint);
    record.credential = caller.credential;
    const { verb, signal } = request;
    return { world, endpoint, record, rateLimits, baseUrl, verb, signal, ...caller };
  };

  /** The router's steps without its protection, in the same order. */
  const processRequest = async (
    request: ServerRequest,
    route: Route<ResponderContext>,
    processed: Processed,
  ): Promise<ServerResponse> => {
    const { endpoint, handler } = route;
    const { record, requestId, fault } = processed;
    const context = createContext(request, endpoint, processed);
    checkVerb(endpoint, request.verb);
    const params =
      acceptsSamples && hasSample(endpoint.path)
        ? await readSampleParams(route, request, { context, bodyLimit })
        : await readParams(route, request, { strict, bodyLimit });
    record.params = params;
    if (!preventsEffect(fault)) {
      const result = await handler(normalizeMoments(params) as never, context);
      return successResponse(endpoint, result, requestId);
    }
    planLateRequest(context, { params, request_id: requestId, ms: delayOfEffect(fault) });
    return successResponse(endpoint, {}, requestId);
  };

  const respond = async (request: ServerRequest, processed: Processed): Promise<ServerResponse> => {
    const { requestId } = processed;
    const route = routeOf(request.path);
    if (!route) {
      violations.add(`${request.verb} ${request.path} is not a Seam endpoint.`);
      return errorResponse(unknownPath(request.path), requestId);
    }
    try {
      return await processRequest(request, route, processed);
    } catch (error) {
      const cause = undisclosedCause(error);
      if (cause !== undefined)
        violations.add(`The fake failed: ${isError(cause) ? cause.message : 'unknown'}`);
      const response = errorResponse(error, requestId, acceptedVerbs(route.endpoint));
      violations.check(request, response);
      return response;
    }
  };

  /** Runs the jobs that are due. A snapshot may contain jobs without their rows. */
  const settle = (): boolean => {
    try {
      world.clock.settle();
      return true;
    } catch (error) {
      violations.addFailedJob(error);
      return false;
    }
  };

  return async (request, baseUrl) => {
    const isSettled = settle();
    const fault = faults.take(request.path);
    const record: RequestRecord = { params: {}, applied: false };
    const at = world.clock.timestamp();
    const requestId = `request${world.ids.count('request')}`;
    const response = isSettled
      ? await respond(request, { baseUrl, record, requestId, fault })
      : errorResponse(apiError('internal_server_error'), requestId);
    const outcome = faultOutcome(fault, response, { path: request.path, requestId, random: world.random });
    journal.add({
      endpoint: request.path,
      verb: request.verb,
      params: record.params,
      credential: record.credential,
      attempt: journal.attemptOf(request.path, record.params),
      status: outcome.kind === 'response' && outcome.cutAt === undefined ? outcome.response.status : null,
      applied: record.applied,
      fault: fault && describeFault(fault),
      request_id: requestId,
      at,
    });
    return outcome.kind === 'response' ? { ...outcome, lose: () => journal.lose(requestId) } : outcome;
  };
};
