import type { IdempotencyStore, StoredAnswer } from './idempotency-store.ts';

export interface MemoryIdempotencyStoreOptions {
  /**
   * How long an answer is remembered, in milliseconds.
   * @default 86400000, a day
   */
  readonly keep?: number | undefined;
  /**
   * How many keys are remembered. Beyond that the oldest that are done are forgotten.
   * @default 10000
   */
  readonly limit?: number | undefined;
  /** The clock, in milliseconds since 1970. @default Date.now */
  readonly now?: (() => number) | undefined;
}

interface Entry {
  readonly fingerprint: string;
  readonly token: string;
  readonly answer?: StoredAnswer;
  readonly until: number;
}

/**
 * A store in this process: for one process, and for tests. After a restart it knows nothing.
 *
 * @throws Error from `claim` when there is no room, since everything remembered is still going on
 */
export const memoryIdempotencyStore = ({
  keep = 86_400_000,
  limit = 10_000,
  now = Date.now,
}: MemoryIdempotencyStoreOptions = {}): IdempotencyStore => {
  const entries = new Map<string, Entry>();
  let tokens = 0;

  const makeRoom = (): void => {
    if (entries.size < limit) return;
    for (const [key, { answer, until }] of entries)
      if (answer || until <= now()) {
        entries.delete(key);
        return;
      }
    throw new Error(`The store is full: ${limit} calls with an idempotency key are going on.`);
  };

  return {
    claim: (key, { fingerprint, lease }) => {
      const known = entries.get(key);
      if (known && known.until > now())
        return known.answer
          ? { state: 'done', fingerprint: known.fingerprint, answer: known.answer }
          : { state: 'busy', fingerprint: known.fingerprint };
      entries.delete(key);
      makeRoom();
      tokens += 1;
      const token = String(tokens);
      entries.set(key, { fingerprint, token, until: now() + lease });
      return { state: 'claimed', token };
    },
    complete: (key, token, answer) => {
      const entry = entries.get(key);
      if (entry?.token !== token) return;
      // Set anew, it is the youngest: the oldest are forgotten first.
      entries.delete(key);
      entries.set(key, { ...entry, answer, until: now() + keep });
    },
    release: (key, token) => {
      if (entries.get(key)?.token === token) entries.delete(key);
    },
  };
};
