import type { AnyEndpoint } from '@org/seam-core';
import { withTimeout } from '@org/seam-core/internal';
import { apiError, isApiError } from '../http/api-error.ts';
import { defaultAuthorizeTimeout } from './authorize.ts';
import type { RequestContext } from './context.ts';

export interface PreCheckOptions<TRequest> {
  /** A number refuses the request with 429, and says how many milliseconds to wait. */
  readonly rateLimit?:
    ((req: TRequest, endpoint: AnyEndpoint) => number | undefined | Promise<number | undefined>) | undefined;
  /** A stable id of the caller; `undefined` when the caller is not known. */
  readonly actor?: ((req: TRequest) => string | undefined | Promise<string | undefined>) | undefined;
  /** How long both may take together, in milliseconds. */
  readonly authorizeTimeout?: number | undefined;
}

/** What is asked of every call before anything of it is read. */
export type PreChecks<TRequest> = (
  exchange: RequestContext<TRequest>,
  endpoint: AnyEndpoint,
) => Promise<void>;

/** What an actor is told that names callers by something else. The value may be all that is known of a person. */
const noName = (found: unknown): TypeError =>
  new TypeError(
    `actor returned ${found === null ? 'null' : `a value of type ${typeof found}`}. It returns a text, or undefined for who is not known.`,
  );

/**
 * Asks whether the caller comes too often, and notes who it is.
 *
 * @returns a function that throws what the caller is told when it may not go on
 */
export const createPreChecks =
  <TRequest>({
    rateLimit,
    actor,
    authorizeTimeout = defaultAuthorizeTimeout,
  }: PreCheckOptions<TRequest>): PreChecks<TRequest> =>
  async ({ req, state }, endpoint) => {
    const ask = async (): Promise<void> => {
      const retryAfterMs = await rateLimit?.(req, endpoint);
      if (retryAfterMs !== undefined) throw apiError('rate_limit_exceeded', { retryAfterMs });
      const found: unknown = await actor?.(req);
      if (found !== undefined && typeof found !== 'string') throw noName(found);
      state.actor = found;
    };
    if (!rateLimit && !actor) return;
    try {
      await withTimeout(authorizeTimeout, ask(), () => apiError('authorization_timeout'));
    } catch (error) {
      // What failed in there may be a call of Seam, whose words are not for the caller.
      throw isApiError(error) ? error : apiError('internal_server_error', { cause: error });
    }
  };
