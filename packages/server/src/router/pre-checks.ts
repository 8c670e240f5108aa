import type { AnyEndpoint } from '@org/seam-core';
import { describeValue, withTimeout } from '@org/seam-core/internal';
import { applicationError, httpError } from '../http/api-error.ts';
import { chain, defaultAuthorizeTimeout } from './authorize.ts';
import type { RequestContext } from './context.ts';

export interface PreCheckOptions<TRequest> {
  /** Returns a number to reject the request with 429: the delay before a retry, in milliseconds. */
  readonly rateLimit?:
    ((req: TRequest, endpoint: AnyEndpoint) => number | undefined | Promise<number | undefined>) | undefined;
  /** Returns a stable id of the caller, or `undefined` for an unauthenticated one. */
  readonly actor?: ((req: TRequest) => string | undefined | Promise<string | undefined>) | undefined;
  /** The timeout of both together, in milliseconds. */
  readonly authorizeTimeout?: number | undefined;
}

/** Checks that run before the body is read. */
export type PreChecks<TRequest> = (context: RequestContext<TRequest>, endpoint: AnyEndpoint) => Promise<void>;

/** The message does not contain the value, which may be personal data. */
const invalidActor = (actor: unknown): TypeError =>
  new TypeError(
    `actor returned ${actor === null ? 'null' : `a value of type ${typeof actor}`}. Return a string, or undefined for an unauthenticated caller.`,
  );

/** `NaN` and `Infinity` are no delay that a header can have, and `false` may mean either result. */
const isDelay = (value: unknown): value is number =>
  typeof value === 'number' && value >= 0 && value < Infinity;

const invalidDelay = (value: unknown): TypeError =>
  new TypeError(
    `rateLimit returned ${describeValue(value)}. Return the delay before a retry in milliseconds, or undefined to accept the request.`,
  );

/** Creates the checks of the rate limit and the actor. They throw an API error to reject the request. */
export const createPreChecks = <TRequest>({
  rateLimit,
  actor: findActor,
  authorizeTimeout = defaultAuthorizeTimeout,
}: PreCheckOptions<TRequest>): PreChecks<TRequest> => {
  const check = (context: RequestContext<TRequest>, endpoint: AnyEndpoint): void | Promise<void> =>
    chain(rateLimit?.(context.req, endpoint), (retryAfterMs) => {
      if (isDelay(retryAfterMs)) throw httpError('rate_limit_exceeded', { retryAfterMs });
      if (retryAfterMs !== undefined) throw invalidDelay(retryAfterMs);
      return chain<unknown, void>(findActor?.(context.req), (actor) => {
        if (actor !== undefined && typeof actor !== 'string') throw invalidActor(actor);
        context.actor = actor;
      });
    });
  return async (context, endpoint) => {
    try {
      const checking = check(context, endpoint);
      if (checking) await withTimeout(authorizeTimeout, checking, () => httpError('authorization_timeout'));
    } catch (error) {
      throw applicationError(error);
    }
  };
};
