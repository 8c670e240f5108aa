import { apiError } from '../http/api-error.ts';
import { type CheckedStore, checkedStore, isNonEmptyString } from '../leases/checked-store.ts';

/** A response as it is stored. */
export interface StoredResponse {
  readonly status: number;
  /** JSON. */
  readonly body: string;
}

/** The result of `acquire`: the caller holds the lease, the key is in use, or it is completed with a response. */
export type IdempotencyLease =
  | {
      readonly state: 'acquired';
      readonly token: string;
      /**
       * Whether the lease of an earlier request with the same fingerprint has expired, without being completed or released.
       * That request may have had its effect, so a request that is not safe to repeat is not sent again: the response is an
       * error with the outcome `unknown`. Without it, every request runs again when the lease of the first has expired.
       * @default false
       */
      readonly isTakeover?: boolean | undefined;
    }
  /** Another request holds the lease; or the lease of a request with another fingerprint has expired. */
  | { readonly state: 'busy'; readonly fingerprint: string }
  | { readonly state: 'done'; readonly fingerprint: string; readonly response: StoredResponse };

/**
 * Stores the responses to requests with an `Idempotency-Key`. Several processes must share one: one row per key, which
 * `acquire` inserts if there is none, or replaces if its lease has expired and the fingerprint is the same. Leases run on
 * the store's own clock, such as the database's: a process whose clock is ahead would take over leases that others still
 * hold. Any other result of `acquire` counts as a failure of the store (503). Keep a key for as long as callers may retry
 * after it was completed, or its lease has expired. Then delete it: a day is usual.
 */
export interface IdempotencyStore {
  /**
   * Acquires the lease of a key, unless the key is in use or completed. It must be atomic: of two calls at the same time,
   * one gets the lease.
   *
   * A key whose lease has expired, without being completed or released, is leased to a request with the same fingerprint.
   * For another one it stays `busy`, with the fingerprint of the first request: a lease for the other request would remove
   * the only trace of the first, and a retry of the first could open a door again.
   *
   * @param key the actor, as `encodeURIComponent` writes it, a space, and the key as it was sent: up to 255 ASCII
   *   characters after the space, case-sensitive
   * @param request.fingerprint identifies the request, in 64 hexadecimal digits; return it unchanged, also while the
   *   request is in progress
   * @param request.lease when the lease expires unless it is completed or released, in milliseconds
   */
  acquire(
    key: string,
    request: { readonly fingerprint: string; readonly lease: number },
  ): IdempotencyLease | Promise<IdempotencyLease>;
  /** Stores the response, whose body may be long, if the token still holds the lease. */
  complete(key: string, token: string, response: StoredResponse): void | Promise<void>;
  /** Deletes the key, if the token still holds the lease: the request had no effect and may be retried. */
  release(key: string, token: string): void | Promise<void>;
}

type LeaseRequest = Parameters<IdempotencyStore['acquire']>[1];

/** A store whose calls settle in time; failures reject with `idempotency_store_unavailable`. */
export type CheckedIdempotencyStore = CheckedStore<
  LeaseRequest,
  IdempotencyLease,
  [response: StoredResponse]
>;

/** Timeout of each call, in milliseconds: other changes of the same person wait for it. */
const timeout = 5000;

const isJson = (text: unknown): boolean => {
  try {
    return isNonEmptyString(text) && JSON.parse(text as string) !== undefined;
  } catch {
    return false;
  }
};

const isStatus = (status: unknown): boolean =>
  Number.isInteger(status) && Number(status) >= 200 && Number(status) < 600;

/** A store may have cut a long body. */
const isStoredResponse = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  isStatus(Reflect.get(value, 'status')) &&
  isJson(Reflect.get(value, 'body'));

/** @throws SeamConfigError when `store` is not a store */
export const checkedIdempotencyStore = (store: IdempotencyStore): CheckedIdempotencyStore =>
  checkedStore<LeaseRequest, IdempotencyLease, [response: StoredResponse]>(store, {
    name: 'idempotency.store',
    states: {
      acquired: { token: isNonEmptyString },
      busy: { fingerprint: isNonEmptyString },
      done: { fingerprint: isNonEmptyString, response: isStoredResponse },
    },
    timeout,
    unavailable: (cause) => apiError('idempotency_store_unavailable', { cause, retryAfterMs: timeout }),
  });
