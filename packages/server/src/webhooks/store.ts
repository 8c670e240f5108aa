import { apiError } from '../http/api-error.ts';
import { type CheckedStore, checkedStore, isNonEmptyString } from '../leases/checked-store.ts';
import { retryLater } from './queue.ts';

/** The result of `acquire`. */
export type WebhookLease =
  /** The caller holds the lease. It passes `token` to `complete` or `release`. */
  | { readonly state: 'acquired'; readonly token: string }
  /** Another caller holds the lease. */
  | { readonly state: 'busy' }
  /** The key was completed, with the `fingerprint` of that lease, unchanged. */
  | { readonly state: 'done'; readonly fingerprint: string };

export interface LeaseRequest {
  /**
   * Identifies the body: the same id with another body is an error of the sender. For a delivery id, 64 hexadecimal
   * digits; for `event:` and an event id, that id. Return it unchanged: a column that pads or cuts it turns every retry
   * of a delivery into an error.
   */
  readonly fingerprint: string;
  /** When the lease expires unless it is completed or released, in milliseconds on the store's clock. */
  readonly lease: number;
}

/**
 * Remembers which deliveries were processed, so that a retried delivery is processed once, also by several processes.
 * Keep completed keys for longer than Seam retries, then delete them: three days are safe.
 *
 * - `acquire` must be atomic: of two calls for one key at the same time, one gets the lease.
 * - A token whose lease has expired must change nothing once another caller has acquired the key. Until then it is valid.
 * - A method that rejects makes the receiver respond with 503, and Seam retries. So does a result of `acquire` with any
 *   other state.
 * - Leases run on the store's own clock, such as the database's: a process whose clock is ahead would take over leases that
 *   others still hold.
 * - A key is the id of a delivery, up to 128 letters, digits, `_` and `-`, or `event:` and the id of an event, which a
 *   delivery and a back-fill of the same event share. Event ids are UUIDs today; leave room for 255 characters. Keys are
 *   case-sensitive.
 */
export interface WebhookStore {
  acquire(key: string, request: LeaseRequest): WebhookLease | Promise<WebhookLease>;
  /** Marks the key as processed. */
  complete(key: string, token: string): void | Promise<void>;
  /** Gives the lease back, so that another caller can acquire the key. */
  release(key: string, token: string): void | Promise<void>;
}

/** A store whose calls settle in time; failures reject with `webhook_store_unavailable`. */
export type CheckedWebhookStore = CheckedStore<LeaseRequest, WebhookLease>;

/**
 * @param timeout of each call, in milliseconds
 * @throws SeamConfigError when `store` is not a store
 */
export const checkedWebhookStore = (store: WebhookStore, timeout: number): CheckedWebhookStore =>
  checkedStore<LeaseRequest, WebhookLease, []>(store, {
    name: 'store',
    states: {
      acquired: { token: isNonEmptyString },
      busy: {},
      done: { fingerprint: isNonEmptyString },
    },
    timeout,
    unavailable: (cause) => apiError('webhook_store_unavailable', { cause, ...retryLater }),
  });
