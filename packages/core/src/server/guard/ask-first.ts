import type { AnyEndpoint } from '../../endpoint.ts';
import { within } from '../../within.ts';
import { apiError, isApiError } from '../api-error.ts';
import { decisionTimeout } from '../decide.ts';
import type { Exchange } from './exchange.ts';
import type { GuardOptions } from './guard-options.ts';
import type { Exposable } from './expose.ts';

/** What is asked of every call before anything of it is read. */
export type AskFirst<TRequest> = (exchange: Exchange<TRequest>, endpoint: AnyEndpoint) => Promise<void>;

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
export const createAskFirst =
  <TRequest>({
    rateLimit,
    actor,
    authorizeTimeout = decisionTimeout,
  }: Pick<
    GuardOptions<Exposable, TRequest>,
    'rateLimit' | 'actor' | 'authorizeTimeout'
  >): AskFirst<TRequest> =>
  async ({ req, note }, endpoint) => {
    const ask = async (): Promise<void> => {
      const retryAfterMs = await rateLimit?.(req, endpoint);
      if (retryAfterMs !== undefined) throw apiError('rate_limit_exceeded', { retryAfterMs });
      const found: unknown = await actor?.(req);
      if (found !== undefined && typeof found !== 'string') throw noName(found);
      note.actor = found;
    };
    if (!rateLimit && !actor) return;
    try {
      await within(authorizeTimeout, ask(), () => apiError('authorization_timeout'));
    } catch (error) {
      // What failed in there may be a call of Seam, whose words are not for the caller.
      throw isApiError(error) ? error : apiError('internal_server_error', { cause: error });
    }
  };
