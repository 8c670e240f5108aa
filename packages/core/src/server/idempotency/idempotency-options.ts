import type { IdempotencyStore } from './idempotency-store.ts';

export interface IdempotencyOptions {
  /**
   * Where keys are remembered. Share it among the processes of one router; another router needs another store, or a prefix.
   * @default memoryIdempotencyStore()
   */
  readonly store?: IdempotencyStore | undefined;
  /**
   * After how many milliseconds the key of a call that was never finished is free again. Longer than any call takes with
   * all its attempts: what takes longer may be performed twice.
   * @default 120000
   */
  readonly lease?: number | undefined;
}
