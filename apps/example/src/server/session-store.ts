import { Store, type SessionData } from 'express-session';

export interface SessionStoreOptions {
  /**
   * Maximum number of sessions. A new session beyond it is refused with `SessionLimitError`.
   * @default 1000
   */
  readonly limit?: number;
  /**
   * Time until a session expires, in milliseconds, from the first request that uses it. It is not extended.
   * @default 28_800_000 (8 hours)
   */
  readonly lifetime?: number;
  /**
   * Time until a session expires that no request has used, in milliseconds.
   * @default 60_000, or `lifetime` if that is shorter
   */
  readonly unusedLifetime?: number;
  readonly now?: () => number;
}

/** The store holds its maximum number of sessions. */
export class SessionLimitError extends Error {}

interface Entry {
  readonly session: string;
  readonly expiresAt: number;
}

/**
 * A session store in memory for `express-session`. Stores that evict the oldest session when full would let anyone sign
 * out all others, because signing in needs no password. This one refuses new sessions, and unused ones expire early.
 */
export class BoundedSessionStore extends Store {
  readonly #options: Required<SessionStoreOptions>;
  // Both maps are ordered by expiry.
  readonly #unused = new Map<string, Entry>();
  readonly #used = new Map<string, Entry>();

  constructor({
    limit = 1000,
    lifetime = 8 * 60 * 60 * 1000,
    unusedLifetime = Math.min(lifetime, 60_000),
    now = Date.now,
  }: SessionStoreOptions = {}) {
    super();
    this.#options = { limit, lifetime, unusedLifetime, now };
  }

  override get(id: string, callback: (error: unknown, session?: SessionData | null) => void): void {
    const { lifetime, now } = this.#options;
    const entry = this.#used.get(id) ?? this.#unused.get(id);
    if (!entry || entry.expiresAt <= now()) {
      this.#delete(id);
      callback(undefined, null);
      return;
    }
    if (this.#unused.delete(id)) this.#used.set(id, { ...entry, expiresAt: now() + lifetime });
    callback(undefined, JSON.parse(entry.session) as SessionData);
  }

  override set(id: string, data: SessionData, callback?: (error?: unknown) => void): void {
    const { limit, unusedLifetime, now } = this.#options;
    const session = JSON.stringify(data);
    const entries = this.#used.has(id) ? this.#used : this.#unused;
    const existing = entries.get(id);
    this.#deleteExpired();
    if (!existing && this.#used.size + this.#unused.size >= limit) {
      callback?.(new SessionLimitError('Too many sessions. Retry later.'));
      return;
    }
    entries.set(id, { session, expiresAt: existing?.expiresAt ?? now() + unusedLifetime });
    callback?.();
  }

  override destroy(id: string, callback?: (error?: unknown) => void): void {
    this.#delete(id);
    callback?.();
  }

  #delete(id: string): void {
    this.#unused.delete(id);
    this.#used.delete(id);
  }

  #deleteExpired(): void {
    for (const entries of [this.#unused, this.#used])
      for (const [id, { expiresAt }] of entries) {
        if (expiresAt > this.#options.now()) break;
        entries.delete(id);
      }
  }
}
