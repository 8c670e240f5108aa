import { isSeamError, SeamConfigError } from '@org/seam-core';
import {
  collectResponse,
  type ObservedCallOptions,
  paginationOf,
  valueAt,
  withPagination,
} from '@org/seam-core/internal';
import { apiError } from '../http/api-error.ts';
import type { SchemaLoader } from '../input/schema.ts';
import { type RequestContext, targetOfRequest } from './context.ts';
import type { ExposedEndpoint } from './expose.ts';
import type { Route } from './routes.ts';
import { upstreamError } from './upstream-error.ts';

/** A function of a target, as an endpoint is called. */
type TargetFunction = (params: unknown, options?: ObservedCallOptions) => unknown;

/** A target's function under the names of an endpoint, which may be a method of a class. */
export const methodAt = (target: unknown, names: readonly string[]): TargetFunction | undefined => {
  const owner = valueAt(target, names.slice(0, -1));
  const found = valueAt(owner, names.slice(-1));
  return typeof found === 'function' ? (found.bind(owner) as TargetFunction) : undefined;
};

const notChosen = (seam: undefined | null): SeamConfigError =>
  new SeamConfigError(`The function that chooses the target returned ${String(seam)} for this request.`);

/** A page whose next one is asked for by its cursor: the address is Seam's, and no place for the caller's headers. */
const withoutAddress = (result: unknown): unknown => {
  const pagination = Array.isArray(result) ? paginationOf(result) : undefined;
  if (!pagination) return result;
  return withPagination([...(result as readonly unknown[])], { ...pagination, next_page_url: null });
};

/** What is told of a target that could not be found: the call did nothing, whatever went wrong in looking. */
const unsent = (error: unknown): unknown => {
  const told = upstreamError(error, {}, 'not_sent');
  return isSeamError(told, 'SeamApiError') ? told : apiError('internal_server_error', { cause: told });
};

const route = <TRequest>(
  target: unknown,
  { endpoint, names }: ExposedEndpoint,
  schema: SchemaLoader,
): Route<RequestContext<TRequest>> => {
  const missing = () =>
    new SeamConfigError(`${endpoint.path} is exposed, but the target has no ${names.join('.')}().`);
  if (typeof target !== 'function' && !methodAt(target, names)) throw missing();
  return {
    endpoint,
    schema,
    handler: async (params: Readonly<Record<string, unknown>>, exchange: RequestContext<TRequest>) => {
      const { state } = exchange;
      let forward: ReturnType<typeof methodAt>;
      try {
        const seam: unknown = targetOfRequest(exchange);
        if (seam === undefined || seam === null) throw notChosen(seam);
        forward = methodAt(seam, names);
        if (!forward) throw missing();
      } catch (error) {
        throw unsent(error);
      }
      state.isForwarded = true;
      try {
        const result = await forward(params, {
          // A caller who goes away ends a read. A change goes on: half a revocation helps nobody.
          ...(endpoint.replay === 'safe' ? { signal: exchange.signal } : {}),
          // Waiting is the caller's: looking at the attempt is a call of its own, which may not be exposed.
          waitForActionAttempt: false,
          [collectResponse]: ({ requestId }) => (state.upstreamRequestId = requestId),
        });
        return withoutAddress(result);
      } catch (error) {
        if (isSeamError(error)) state.upstreamRequestId = error.requestId;
        throw upstreamError(error, params);
      }
    },
  };
};

/**
 * The exposed endpoints by path: each looks up the target's function and passes the parameters on.
 *
 * @param schemaOf finds the schema of an endpoint by its names
 * @throws SeamConfigError when the target lacks a function
 */
export const forwardRoutes = <TRequest>(
  target: unknown,
  exposed: readonly ExposedEndpoint[],
  schemaOf: (names: readonly string[]) => SchemaLoader,
): ReadonlyMap<string, Route<RequestContext<TRequest>>> =>
  new Map(
    exposed.map((place) => [place.endpoint.path, route<TRequest>(target, place, schemaOf(place.names))]),
  );
