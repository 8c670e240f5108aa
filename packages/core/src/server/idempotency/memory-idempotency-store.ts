import { createClaims } from '../../claims/create-claims.ts';
import type { IdempotencyStore, StoredAnswer } from './idempotency-store.ts';

export interface MemoryIdempotencyStoreOptions {
  /**
   * How long an answer is remembered, in milliseconds.
   * @default 86400000, a day
   */
  readonly keep?: number | undefined;
  /**
   * How many keys are remembered. Beyond that the actor who has most of them loses the oldest that is done.
   * @default 10000
   */
  readonly limit?: number | undefined;
  /** The clock, in milliseconds. @default performance.now, which nobody sets */
  readonly now?: (() => number) | undefined;
}

/** Whose a key is, as `IdempotencyStore` says. */
const actorIn = (key: string): string => key.split(' ', 1)[0] ?? '';

/**
 * A store in this process: for one process, and for tests. After a restart it knows nothing.
 *
 * @throws SeamConfigError when `keep` is less than 1 or `limit` less than 2, or one of them is no number
 * @throws Error from `claim` when there is no room, since everything remembered is still going on
 */
export const memoryIdempotencyStore = ({
  keep = 86_400_000,
  limit = 10_000,
  now = () => performance.now(),
}: MemoryIdempotencyStoreOptions = {}): IdempotencyStore => {
  const claims = createClaims<StoredAnswer>({
    keep,
    limit,
    ownerOf: actorIn,
    now,
    what: 'calls with an idempotency key',
  });
  return {
    ...claims,
    claim: (key, request) => {
      const claim = claims.claim(key, request);
      if (claim.state !== 'done') return claim;
      const { result: answer, ...known } = claim;
      return { ...known, answer };
    },
  };
};
