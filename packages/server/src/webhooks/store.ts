import { apiError } from '../http/api-error.ts';
import { checkedStore as timed, type CheckedStore as Timed, isText } from '../leases/checked-store.ts';
import { retryLater } from './defaults.ts';

/** What a store says of a claim. */
export type WebhookClaim =
  /** It is yours to act on. `token` is to be shown when it is done or given up. */
  | { readonly state: 'claimed'; readonly token: string }
  /** Somebody is at it. */
  | { readonly state: 'busy' }
  /** It was acted on; with the `fingerprint` of that claim, unchanged. */
  | { readonly state: 'done'; readonly fingerprint: string };

export interface ClaimRequest {
  /**
   * What the body is recognised by: the same id with another body is a fault of the sender. For the id of a delivery, 64
   * hexadecimal digits; for `event:` and an id, that id. Give it back as it is: a column that pads or cuts it makes each
   * delivery that comes again a fault.
   */
  readonly fingerprint: string;
  /** How long the claim holds if whoever has it is never heard of again, in milliseconds on the store's clock. */
  readonly lease: number;
}

/**
 * Remembers what was acted on, so that a delivery that comes again, to this process or another, is acted on once. Keep
 * what is done for longer than Seam tries again, and delete it then: three days are safe.
 *
 * `claim` has to be atomic: of two that claim one key at the same moment, one gets it. A token that is not the claim's own
 * any more, because its lease ran out and another took over, must change nothing; as long as nobody did, it still counts. A
 * method that rejects makes the receiver answer 503, and Seam tries again.
 *
 * Leases run on the store's own clock, such as the database's: those of two processes differ, and the one that is ahead
 * would take what the other is at.
 *
 * A key is up to 128 letters, digits, `_` and `-`, the id of a delivery, or `event:` and the id of an event, so that a
 * delivery and a back-fill of one event meet. Ids of events are UUIDs now; leave room for 255. Upper and lower case differ.
 *
 * Anything but the three answers to `claim` that there are counts as a store that failed.
 */
export interface WebhookStore {
  claim(key: string, request: ClaimRequest): WebhookClaim | Promise<WebhookClaim>;
  /** Marks it as acted on. */
  complete(key: string, token: string): void | Promise<void>;
  /** Gives it back: the next one may act. */
  release(key: string, token: string): void | Promise<void>;
}

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
    unavailable: (cause) => apiError('webhook_store_unavailable', { cause, ...retryLater }),
  });
