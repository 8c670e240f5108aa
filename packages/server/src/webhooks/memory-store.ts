import { checkOptions, type OptionRules, rules } from '@org/seam-core/internal';
import { createMemoryLeases } from '../leases/memory-leases.ts';
import type { WebhookStore } from './store.ts';

export interface MemoryWebhookStoreOptions {
  /**
   * How long completed keys are remembered, in milliseconds.
   * @default 259200000, three days: Seam retries for a little more than one
   */
  readonly keep?: number | undefined;
  /**
   * How many keys are remembered; a delivery has two. Beyond that the oldest completed keys are forgotten.
   * @default 100000
   */
  readonly limit?: number | undefined;
  /**
   * How many bytes keys may take. Beyond that the oldest completed keys are forgotten.
   * @default 67108864, 64 MiB
   */
  readonly maxBytes?: number | undefined;
  /** Clock, in milliseconds. @default performance.now, which is monotonic */
  readonly now?: (() => number) | undefined;
}

const threeDays = 259_200_000;

const optionRules: OptionRules<MemoryWebhookStoreOptions> = {
  keep: rules.milliseconds(1, Number.MAX_SAFE_INTEGER),
  limit: rules.count(2),
  maxBytes: rules.count(1),
  now: rules.type('function'),
};

/**
 * A webhook store in memory: for a single process, and for tests. It is empty after a restart, so that a delivery from
 * before may be processed again.
 *
 * @throws SeamConfigError for an option that is unknown or out of range
 * @throws Error from `acquire` when the store is full of leases that are still held
 */
export const createMemoryWebhookStore = (options: MemoryWebhookStoreOptions = {}): WebhookStore => {
  checkOptions('createMemoryWebhookStore', options, optionRules);
  const { keep = threeDays, limit = 100_000, maxBytes = 67_108_864, now = () => performance.now() } = options;
  return createMemoryLeases<void>({ keep, limit, maxBytes, now, what: 'webhook keys' });
};
