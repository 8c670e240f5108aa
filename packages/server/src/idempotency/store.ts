import { apiError } from '../http/api-error.ts';
import { checkedStore as timed, type CheckedStore as Timed, isText } from '../leases/checked-store.ts';

/** An answer as it is remembered. */
export interface StoredAnswer {
  readonly status: number;
  /** JSON. */
  readonly body: string;
}

/** What a store says of a key: it is yours now, somebody is at it, or it is done. */
export type IdempotencyClaim =
  | { readonly state: 'claimed'; readonly token: string }
  | { readonly state: 'busy'; readonly fingerprint: string }
  | { readonly state: 'done'; readonly fingerprint: string; readonly answer: StoredAnswer };

/**
 * Where calls with an `Idempotency-Key` are remembered. More than one process needs a store they share: one row per key,
 * inserted by `claim` only if there is none, or if the one there is a claim whose lease is over. Leases run on the store's own
 * clock, such as the database's: those of two processes differ, and the one that is ahead would take what the other is at.
 * Anything but the three answers to `claim` that there are counts as a store that failed (503). Keep what is done for as
 * long as callers may try again, and delete it then: a day is usual.
 */
export interface IdempotencyStore {
  /**
   * Takes a key, unless it is taken: atomically, so that of two at the same moment one gets it.
   *
   * @param key who calls, as `encodeURIComponent` writes it, a space, and the key as it was sent: up to 255 characters of
   *   ASCII, in which upper and lower case differ
   * @param claim.fingerprint what the call is recognised by, in 64 hexadecimal digits; it has to come back as it is, also
   *   while the call goes on
   * @param claim.lease after how many milliseconds an unfinished claim is free again
   */
  claim(
    key: string,
    claim: { readonly fingerprint: string; readonly lease: number },
  ): IdempotencyClaim | Promise<IdempotencyClaim>;
  /** Remembers the answer, whose body may be long, if the key is still that token's. */
  complete(key: string, token: string, answer: StoredAnswer): void | Promise<void>;
  /** Forgets the claim, if the key is still that token's: the call did nothing and may come again. */
  release(key: string, token: string): void | Promise<void>;
}

type ClaimRequest = Parameters<IdempotencyStore['claim']>[1];

/** A store that always answers, if only by rejecting with `idempotency_store_unavailable`. */
export type TimedStore = Timed<ClaimRequest, IdempotencyClaim, [answer: StoredAnswer]>;

/** How long a call may take, in milliseconds: other changes of the same person are waiting. */
const limit = 5000;

const isAnswer = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Number.isInteger(Reflect.get(value, 'status')) &&
  isText(Reflect.get(value, 'body'));

/**
 * A store of which no call takes longer than five seconds.
 * @throws SeamConfigError when it is no store
 */
export const timedStore = (store: IdempotencyStore): TimedStore =>
  timed<ClaimRequest, IdempotencyClaim, [answer: StoredAnswer]>(store, {
    name: 'idempotency.store',
    shape: {
      claimed: { token: isText },
      busy: { fingerprint: isText },
      done: { fingerprint: isText, answer: isAnswer },
    },
    limit,
    unavailable: (cause) => apiError('idempotency_store_unavailable', { cause, retryAfterMs: limit }),
  });
