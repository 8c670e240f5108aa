import { createClaims } from '../../claims/create-claims.ts';
import type { WebhookStore } from './webhook-store.ts';

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
  /** The clock, in milliseconds. @default performance.now, which nobody sets */
  readonly now?: (() => number) | undefined;
}

const threeDays = 259_200_000;

/**
 * A store in this process: for one process, and for tests. After a restart it knows nothing, so that a delivery of before
 * may be acted on again.
 *
 * @throws SeamConfigError when `keep` is less than 1 or `limit` less than 2, or one of them is no number
 * @throws Error from `claim` when there is no room, since everything remembered is still being acted on
 */
export const memoryWebhookStore = ({
  keep = threeDays,
  limit = 100_000,
  now = () => performance.now(),
}: MemoryWebhookStoreOptions = {}): WebhookStore =>
  createClaims<void>({ keep, limit, now, what: 'names of deliveries' });
