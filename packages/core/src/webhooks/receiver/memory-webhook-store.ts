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
  /** The clock, in milliseconds since 1970. @default Date.now */
  readonly now?: (() => number) | undefined;
}

interface Entry {
  readonly fingerprint: string;
  readonly token: string;
  readonly isDone: boolean;
  readonly until: number;
}

const threeDays = 259_200_000;

/**
 * A store in this process: for one process, and for tests. After a restart it knows nothing, so that a delivery of before
 * may be acted on again.
 *
 * @throws Error from `claim` when there is no room, since everything remembered is still being acted on
 */
export const memoryWebhookStore = ({
  keep = threeDays,
  limit = 100_000,
  now = Date.now,
}: MemoryWebhookStoreOptions = {}): WebhookStore => {
  const entries = new Map<string, Entry>();
  let tokens = 0;

  const current = (key: string): Entry | undefined => {
    const entry = entries.get(key);
    if (entry && entry.until > now()) return entry;
    entries.delete(key);
    return undefined;
  };
  const makeRoom = (): void => {
    if (entries.size < limit) return;
    for (const [key, { isDone, until }] of entries)
      if (isDone || until <= now()) {
        entries.delete(key);
        return;
      }
    throw new Error(`The store is full: ${limit} names of deliveries are being acted on.`);
  };
  const owned = (key: string, token: string): Entry | undefined => {
    const entry = entries.get(key);
    return entry?.token === token && !entry.isDone ? entry : undefined;
  };

  return {
    claim: (key, { fingerprint, lease }) => {
      const known = current(key);
      if (known) return known.isDone ? { state: 'done', fingerprint: known.fingerprint } : { state: 'busy' };
      makeRoom();
      tokens += 1;
      const token = String(tokens);
      entries.set(key, { fingerprint, token, isDone: false, until: now() + lease });
      return { state: 'claimed', token };
    },
    complete: (key, token) => {
      const entry = owned(key, token);
      if (!entry) return;
      // Set anew, it is the youngest: the oldest are forgotten first.
      entries.delete(key);
      entries.set(key, { ...entry, isDone: true, until: now() + keep });
    },
    release: (key, token) => {
      if (owned(key, token)) entries.delete(key);
    },
  };
};
