import { checkOptions } from '@org/seam-core/internal';
import type { IdempotencyStore } from '../idempotency/store.ts';
import { checkDatabase, type Database, defaultSchema } from './database.ts';
import { createPostgresLeases, storeRules } from './leases.ts';

export interface PostgresIdempotencyStoreOptions {
  /**
   * The schema of the tables, as it was passed to `migrate`.
   * @default 'seam_server'
   */
  readonly schema?: string | undefined;
  /**
   * The name of the store. The processes of one router share it; another router on the same database needs another name.
   * @default 'default'
   */
  readonly name?: string | undefined;
  /**
   * How long responses are kept, in milliseconds. Longer than callers retry.
   * @default 86400000, a day
   */
  readonly keep?: number | undefined;
}

/** An idempotency store in Postgres. */
export interface PostgresIdempotencyStore extends IdempotencyStore {
  /**
   * Deletes all keys that are older than `keep`, and returns how many there were. The store also does this itself while it is
   * used, once a minute and at most 1,000 keys at a time. Call it when keys expire faster.
   */
  prune(): Promise<number>;
}

/**
 * An idempotency store for the processes of one router. Call `migrate` first. Responses are stored as they were sent.
 *
 * @example
 * const database = new Pool({ connectionString: process.env.DATABASE_URL });
 * await migrate(database);
 * const router = createSeamRouter(seam, { ..., idempotency: { store: createPostgresIdempotencyStore(database) } });
 *
 * @throws SeamConfigError for an option that is unknown or out of range
 */
export const createPostgresIdempotencyStore = (
  database: Database,
  options: PostgresIdempotencyStoreOptions = {},
): PostgresIdempotencyStore => {
  checkDatabase('createPostgresIdempotencyStore', database);
  checkOptions('createPostgresIdempotencyStore', options, storeRules);
  const { schema = defaultSchema, name = 'default', keep = 86_400_000 } = options;
  const leases = createPostgresLeases({
    database,
    schema,
    store: `idempotency ${name}`,
    keep,
    reserve: keep,
  });
  return {
    acquire: async (key, request) => {
      const { isAcquired, row } = await leases.acquire(key, request);
      const { token, fingerprint, is_done, is_takeover, status, body } = row;
      if (isAcquired) return { state: 'acquired', token, isTakeover: is_takeover };
      if (!is_done) return { state: 'busy', fingerprint };
      return { state: 'done', fingerprint, response: { status: Number(status), body: String(body) } };
    },
    complete: (key, token, { status, body }) => leases.complete(key, token, { status, body }),
    release: leases.release,
    prune: leases.prune,
  };
};
