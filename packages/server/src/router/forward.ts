import { type AnyEndpoint, isSeamError, SeamConfigError, SeamInvalidResponseError } from '@org/seam-core';
import {
  collectResponse,
  type ObservedCallOptions,
  paginationOf,
  valueAt,
  withPagination,
} from '@org/seam-core/internal';
import { httpError, isApiError, toCause } from '../http/api-error.ts';
import type { SchemaLoader } from '../input/schema.ts';
import { type RequestContext, targetOfRequest } from './context.ts';
import type { ExposedEndpoint } from './expose.ts';
import type { Route } from './routes.ts';
import { upstreamError } from './upstream-error.ts';

/** The function of a target for one endpoint. */
type TargetFunction = (params: unknown, options?: ObservedCallOptions) => unknown;

/** Returns a target's function for the names of an endpoint, bound to its object. */
export const methodAt = (target: unknown, names: readonly string[]): TargetFunction | undefined => {
  const owner = valueAt(target, names.slice(0, -1));
  const found = valueAt(owner, names.slice(-1));
  return typeof found === 'function' ? (found.bind(owner) as TargetFunction) : undefined;
};

const missingTarget = (seam: undefined | null): SeamConfigError =>
  new SeamConfigError(`The function that selects the target returned ${String(seam)} for this request.`);

/**
 * Removes `next_page_url`, which is an address of Seam: callers use the cursor.
 * @throws SeamInvalidResponseError for a later page without pagination: whether the list goes on is not known
 */
const withoutNextPageUrl = (result: unknown, cursor: unknown): unknown => {
  const pagination = Array.isArray(result) ? paginationOf(result) : undefined;
  if (!pagination) {
    if (!cursor) return result;
    throw new SeamInvalidResponseError('The page has no pagination', {
      reason: 'pagination_loop',
      outcome: 'rejected',
    });
  }
  return withPagination([...(result as readonly unknown[])], { ...pagination, next_page_url: null });
};

/** The error for a target that could not be selected: nothing was sent, whatever error occurred. */
const targetError = (error: unknown): unknown => {
  const mapped = upstreamError(error, {}, 'not_sent');
  return isSeamError(mapped, 'SeamApiError')
    ? mapped
    : httpError('internal_server_error', { cause: toCause(mapped) });
};

interface FailedCall {
  readonly endpoint: AnyEndpoint;
  readonly params: Readonly<Record<string, unknown>>;
  /** The function is a method of a client. */
  readonly isClient: boolean;
}

/** Whether a function makes one call of Seam, which ends within the client's own timeouts. */
const isClientMethod = (method: unknown): boolean =>
  typeof method === 'function' && collectResponse in method;

/**
 * The error for a call of the target's function that failed. The outcome in an error of Seam is that of one call. A function of
 * the application may have made other calls before, so a change may have been applied. Its `apiError` states the outcome
 * of the whole function.
 */
const callError = (error: unknown, { endpoint, params, isClient }: FailedCall): unknown => {
  if (endpoint.replay === 'safe' || isClient) return upstreamError(error, params);
  if (!isSeamError(error) || isApiError(error)) return upstreamError(error, params);
  const mapped = upstreamError(error, params, 'unknown');
  return isSeamError(mapped, 'SeamApiError')
    ? mapped
    : httpError('internal_server_error', { cause: mapped, data: { outcome: 'unknown' } });
};

const createRoute = <TRequest>(
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
    handler: async (params: Readonly<Record<string, unknown>>, context: RequestContext<TRequest>) => {
      let seam: unknown;
      let forward: ReturnType<typeof methodAt>;
      try {
        seam = targetOfRequest(context);
        if (seam === undefined || seam === null) throw missingTarget(seam);
        forward = methodAt(seam, names);
        if (!forward) throw missing();
      } catch (error) {
        throw targetError(error);
      }
      context.isForwarded = true;
      const isClient = isClientMethod(valueAt(seam, names));
      const stopTimeout = isClient ? undefined : context.startTimeout?.();
      try {
        const result = await forward(params, {
          // A caller that closes the connection cancels a read. A change continues: it must not stop halfway.
          ...(endpoint.replay === 'safe' ? { signal: context.request.signal } : {}),
          // To wait, the caller requests the action attempt, an endpoint that may not be exposed.
          waitForActionAttempt: false,
          [collectResponse]: ({ requestId }) => (context.upstreamRequestId = requestId),
        });
        return withoutNextPageUrl(result, params['page_cursor']);
      } catch (error) {
        if (isSeamError(error)) context.upstreamRequestId = error.requestId;
        throw callError(error, { endpoint, params, isClient });
      } finally {
        stopTimeout?.();
      }
    },
  };
};

/**
 * Creates the routes of the exposed endpoints: each handler forwards the parameters to the target's function.
 *
 * @param schemaOf returns the schema of an endpoint by its names
 * @throws SeamConfigError when the target has no function for an exposed endpoint
 */
export const forwardRoutes = <TRequest>(
  target: unknown,
  exposed: readonly ExposedEndpoint[],
  schemaOf: (names: readonly string[]) => SchemaLoader,
): ReadonlyMap<string, Route<RequestContext<TRequest>>> =>
  new Map(exposed.map((one) => [one.endpoint.path, createRoute<TRequest>(target, one, schemaOf(one.names))]));
