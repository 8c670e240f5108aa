import type { AnyEndpoint } from '../../endpoint.ts';
import { within } from '../../within.ts';
import { apiError, isApiError } from '../api-error.ts';
import { decisionTimeout } from '../decide.ts';
import type { Exchange } from './exchange.ts';
import type { GuardOptions } from './guard-options.ts';
import type { Exposable } from './expose.ts';

/** What is asked of every call before anything of it is read. */
export type AskFirst<TRequest> = (exchange: Exchange<TRequest>, endpoint: AnyEndpoint) => Promise<void>;

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
      note.actor = await actor?.(req);
    };
    if (!rateLimit && !actor) return;
    try {
      await within(authorizeTimeout, ask(), () => apiError('authorization_timeout'));
    } catch (error) {
      // What failed in there may be a call of Seam, whose words are not for the caller.
      throw isApiError(error) ? error : apiError('internal_server_error', { cause: error });
    }
  };
