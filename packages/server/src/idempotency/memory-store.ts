import { checkOptions, type OptionRules, rules } from '@org/seam-core/internal';
import { createMemoryLeases } from '../leases/memory-leases.ts';
import type { IdempotencyStore, StoredAnswer } from './store.ts';

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
  /**
   * How many bytes keys and answers may take. Beyond that the actor whose take most loses the oldest that is done.
   * @default 67108864, 64 MiB
   */
  readonly maxBytes?: number | undefined;
  /** The clock, in milliseconds. @default performance.now, which nobody sets */
  readonly now?: (() => number) | undefined;
}

const optionRules: OptionRules<MemoryIdempotencyStoreOptions> = {
  keep: rules.milliseconds(1, Number.MAX_SAFE_INTEGER),
  limit: rules.count(2),
  maxBytes: rules.count(1),
  now: rules.type('function'),
};

/** Whose a key is, as `IdempotencyStore` says. */
const actorIn = (key: string): string => key.split(' ', 1)[0] ?? '';

/**
 * A store in this process: for one process, and for tests. After a restart it knows nothing.
 *
 * @throws SeamConfigError for an option that is unknown or out of range
 * @throws Error from `claim` when there is no room, since everything remembered is still going on
 */
export const memoryIdempotencyStore = (options: MemoryIdempotencyStoreOptions = {}): IdempotencyStore => {
  checkOptions('memoryIdempotencyStore', options, optionRules);
  const { keep = 86_400_000, limit = 10_000, maxBytes = 67_108_864, now = () => performance.now() } = options;
  const claims = createMemoryLeases<StoredAnswer>({
    keep,
    limit,
    maxBytes,
    lengthOf: ({ body }) => body.length,
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
