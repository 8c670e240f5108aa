import { checkOptions } from '@org/seam-core/internal';
import type { WebhookStore } from '../webhooks/store.ts';
import { checkDatabase, type Database, defaultSchema } from './database.ts';
import { createPostgresLeases, storeRules } from './leases.ts';

export interface PostgresWebhookStoreOptions {
  /**
   * The schema of the tables, as it was passed to `migrate`.
   * @default 'seam_server'
   */
  readonly schema?: string | undefined;
  /**
   * The name of the store. The processes of one receiver and its back-fill share it; a receiver with other handlers on the
   * same database needs another name, because each event is processed once per store.
   * @default 'default'
   */
  readonly name?: string | undefined;
  /**
   * How long completed keys are kept, in milliseconds. Longer than Seam retries, which is a little more than a day.
   * @default 259200000, three days
   */
  readonly keep?: number | undefined;
}

/** A webhook store in Postgres. */
export interface PostgresWebhookStore extends WebhookStore {
  /**
   * Deletes all keys that are older than `keep`, and returns how many there were. The store also does this itself while it is
   * used, once a minute and at most 1,000 keys at a time. Call it when keys expire faster.
   */
  prune(): Promise<number>;
}

/**
 * A webhook store for the processes of one receiver. Call `migrate` first.
 *
 * @example
 * const database = new Pool({ connectionString: process.env.DATABASE_URL });
 * await migrate(database);
 * const webhook = createSeamWebhook({ ..., store: createPostgresWebhookStore(database) });
 *
 * @throws SeamConfigError for an option that is unknown or out of range
 */
export const createPostgresWebhookStore = (
  database: Database,
  options: PostgresWebhookStoreOptions = {},
): PostgresWebhookStore => {
  checkDatabase('createPostgresWebhookStore', database);
  checkOptions('createPostgresWebhookStore', options, storeRules);
  const { schema = defaultSchema, name = 'default', keep = 259_200_000 } = options;
  const leases = createPostgresLeases({ database, schema, store: `webhooks ${name}`, keep });
  return {
    acquire: async (key, request) => {
      const { isAcquired, row } = await leases.acquire(key, request);
      if (isAcquired) return { state: 'acquired', token: row.token };
      return row.is_done ? { state: 'done', fingerprint: row.fingerprint } : { state: 'busy' };
    },
    complete: (key, token) => leases.complete(key, token),
    release: leases.release,
    prune: leases.prune,
  };
};
