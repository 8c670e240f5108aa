import { checkOptions, type OptionRules, rules } from '@org/seam-core/internal';
import { createMemoryLeases } from '../leases/memory-leases.ts';
import type { IdempotencyStore, StoredResponse } from './store.ts';

export interface MemoryIdempotencyStoreOptions {
  /**
   * How long responses are remembered, in milliseconds.
   * @default 86400000, a day
   */
  readonly keep?: number | undefined;
  /**
   * How many keys are remembered. Beyond that the actor with the most keys loses the oldest completed one.
   * @default 10000
   */
  readonly limit?: number | undefined;
  /**
   * How many bytes keys and responses may take. Beyond that the actor with the most bytes loses the oldest completed key.
   * @default 67108864, 64 MiB
   */
  readonly maxBytes?: number | undefined;
  /** Clock, in milliseconds. @default performance.now, which is monotonic */
  readonly now?: (() => number) | undefined;
}

const optionRules: OptionRules<MemoryIdempotencyStoreOptions> = {
  keep: rules.milliseconds(1, Number.MAX_SAFE_INTEGER),
  limit: rules.count(2),
  maxBytes: rules.count(1),
  now: rules.type('function'),
};

/** The actor in a key, whose format `IdempotencyStore` describes. */
const actorIn = (key: string): string => key.split(' ', 1)[0] ?? '';

/**
 * An idempotency store in memory: for a single process, and for tests. It is empty after a restart.
 *
 * @throws SeamConfigError for an option that is unknown or out of range
 * @throws Error from `acquire` when the store is full of requests in progress
 */
export const createMemoryIdempotencyStore = (
  options: MemoryIdempotencyStoreOptions = {},
): IdempotencyStore => {
  checkOptions('createMemoryIdempotencyStore', options, optionRules);
  const { keep = 86_400_000, limit = 10_000, maxBytes = 67_108_864, now = () => performance.now() } = options;
  const leases = createMemoryLeases<StoredResponse>({
    keep,
    reserve: keep,
    limit,
    maxBytes,
    lengthOf: ({ body }) => body.length,
    ownerOf: actorIn,
    now,
    what: 'idempotency keys',
  });
  return {
    ...leases,
    acquire: (key, request) => {
      const lease = leases.acquire(key, request);
      if (lease.state !== 'done') return lease;
      const { result: response, ...known } = lease;
      return { ...known, response };
    },
  };
};
