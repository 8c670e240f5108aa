import { apiError } from '../../server/api-error.ts';
import { comeAgain } from './come-again.ts';
import type { ClaimRequest, WebhookClaim, WebhookStore } from './webhook-store.ts';
import { within } from '../../within.ts';

/** A store that always answers, if only by rejecting with `webhook_store_unavailable`. */
export interface TimedStore {
  claim(key: string, request: ClaimRequest): Promise<WebhookClaim>;
  complete(key: string, token: string): Promise<void>;
  release(key: string, token: string): Promise<void>;
}

/** A store of which no call takes longer than `limit` milliseconds: one that hangs is as good as one that fails. */
export const timedStore = (store: WebhookStore, limit: number): TimedStore => {
  const unavailable = (cause: unknown) => apiError('webhook_store_unavailable', { cause, ...comeAgain });

  const ask = <TValue>(name: keyof WebhookStore, asked: Promise<TValue>): Promise<TValue> => {
    const answered = asked.catch((cause: unknown) => {
      throw unavailable(cause);
    });
    return within(limit, answered, () =>
      unavailable(new Error(`The store took longer than ${limit} milliseconds for ${name}.`)),
    );
  };
  // Inside an async function, what a store throws at once is a rejection as well.
  const complete = async (key: string, token: string): Promise<void> => store.complete(key, token);
  const release = async (key: string, token: string): Promise<void> => store.release(key, token);
  const claim = async (key: string, request: ClaimRequest): Promise<WebhookClaim> =>
    store.claim(key, request);

  return {
    claim: async (key, request) => {
      const asked = claim(key, request);
      try {
        return await ask('claim', asked);
      } catch (error) {
        // A claim that is made after all has nobody who would act on it.
        asked
          .then((late) => (late.state === 'claimed' ? release(key, late.token) : undefined))
          .catch(() => {});
        throw error;
      }
    },
    complete: (key, token) => ask('complete', complete(key, token)),
    release: (key, token) => ask('release', release(key, token)),
  };
};
