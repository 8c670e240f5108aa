import { isText } from '../../claims/check-claim.ts';
import { timedStore as timed, type TimedStore as Timed } from '../../claims/timed-store.ts';
import { apiError } from '../../server/api-error.ts';
import { comeAgain } from './come-again.ts';
import type { ClaimRequest, WebhookClaim, WebhookStore } from './webhook-store.ts';

/** A store that always answers, if only by rejecting with `webhook_store_unavailable`. */
export type TimedStore = Timed<ClaimRequest, WebhookClaim>;

/**
 * A store of which no call takes longer than `limit` milliseconds.
 * @throws SeamConfigError when it is no store
 */
export const timedStore = (store: WebhookStore, limit: number): TimedStore =>
  timed<ClaimRequest, WebhookClaim, []>(store, {
    name: 'store',
    shape: { claimed: { token: isText }, busy: {}, done: { fingerprint: isText } },
    limit,
    unavailable: (cause) => apiError('webhook_store_unavailable', { cause, ...comeAgain }),
  });
