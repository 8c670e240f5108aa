import { checkOptions, type OptionRules, rules } from '@org/seam-core/internal';
import { createMemoryLeases } from '../leases/memory-leases.ts';
import type { WebhookStore } from './store.ts';

export interface MemoryWebhookStoreOptions {
  /**
   * How long what is done is remembered, in milliseconds.
   * @default 259200000, three days: Seam tries for a little more than one
   */
  readonly keep?: number | undefined;
  /**
   * How many names are remembered; a delivery has two. Beyond that the oldest that are done are forgotten.
   * @default 100000
   */
  readonly limit?: number | undefined;
  /**
   * How many bytes names may take. Beyond that the oldest that are done are forgotten.
   * @default 67108864, 64 MiB
   */
  readonly maxBytes?: number | undefined;
  /** The clock, in milliseconds. @default performance.now, which nobody sets */
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
 * A store in this process: for one process, and for tests. After a restart it knows nothing, so that a delivery of before
 * may be acted on again.
 *
 * @throws SeamConfigError for an option that is unknown or out of range
 * @throws Error from `claim` when there is no room, since everything remembered is still being acted on
 */
export const memoryWebhookStore = (options: MemoryWebhookStoreOptions = {}): WebhookStore => {
  checkOptions('memoryWebhookStore', options, optionRules);
  const { keep = threeDays, limit = 100_000, maxBytes = 67_108_864, now = () => performance.now() } = options;
  return createMemoryLeases<void>({ keep, limit, maxBytes, now, what: 'names of deliveries' });
};
