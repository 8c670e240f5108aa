import { isText } from '../../claims/check-claim.ts';
import { timedStore as timed, type TimedStore as Timed } from '../../claims/timed-store.ts';
import { apiError } from '../api-error.ts';
import type { IdempotencyClaim, IdempotencyStore, StoredAnswer } from './idempotency-store.ts';

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
