import { type OptionRules, rules } from '@org/seam-core/internal';
import { fingerprintOf } from '../leases/checked-store.ts';
import type { LeaseRequest } from '../webhooks/store.ts';
import {
  batchSize,
  type Database,
  deleteBatch,
  deleteInBatches,
  queryRows,
  schemaRule,
  tableIn,
} from './database.ts';

/** A row of the table `leases`, as `acquire` returns it. */
interface LeaseRow {
  readonly token: string;
  readonly fingerprint: string;
  readonly is_done: boolean;
  /** The lease before this one was for the same fingerprint, and expired. */
  readonly is_takeover: boolean;
  readonly status: number | null;
  readonly body: string | null;
}

/** The result of a completed key. Without one, `status` and `body` are `null`. */
interface Result {
  readonly status: number;
  readonly body: string;
}

/**
 * Keys held for a time, in Postgres. Each call is one statement. The table has the hash of a key, which fits into an index
 * whatever the length of the key, and is case-sensitive in every collation.
 */
interface PostgresLeases {
  /** Returns the row of the key after the attempt to acquire it: the token in it is the caller's if that succeeded. */
  readonly acquire: (
    key: string,
    request: LeaseRequest,
  ) => Promise<{ readonly isAcquired: boolean; readonly row: LeaseRow }>;
  readonly complete: (key: string, token: string, result?: Result) => Promise<void>;
  readonly release: (key: string, token: string) => Promise<void>;
  readonly prune: () => Promise<number>;
}

interface PostgresLeasesOptions {
  readonly database: Database;
  readonly schema: string;
  /** The keys of one store are apart from those of others. */
  readonly store: string;
  /** How long completed keys are kept, in milliseconds. */
  readonly keep: number;
  /**
   * How long the key of an unfinished lease is reserved for its fingerprint after the lease has expired, in milliseconds.
   * @default 0
   */
  readonly reserve?: number | undefined;
}

/** A hundred years: Postgres has no timestamps for the longest duration of JavaScript. */
const longestKeep = 3_153_600_000_000;

/** The rules of the options of a store. */
export const storeRules: OptionRules<{
  readonly schema?: string;
  readonly name?: string;
  readonly keep?: number;
}> = {
  schema: schemaRule,
  name: {
    expected: 'a string of 1 to 100 printable ASCII characters',
    accepts: (value) => typeof value === 'string' && /^[\x20-\x7e]{1,100}$/.test(value),
  },
  keep: rules.milliseconds(1, longestKeep),
};

/** Time between two passes that delete old keys, in milliseconds. */
const pruneInterval = 60_000;

/**
 * All times are those of the database: `statement_timestamp()` is the same throughout a statement, so that it reads one
 * point in time. A statement that waits for another process sees an earlier time, and never takes over a lease too early.
 */
const now = 'statement_timestamp()';

const milliseconds = (parameter: string): string => `${parameter}::float8 * interval '1 millisecond'`;

export const createPostgresLeases = ({
  database,
  schema,
  store,
  keep,
  reserve = 0,
}: PostgresLeasesOptions): PostgresLeases => {
  const table = tableIn(schema, 'leases');
  const columns = ['fingerprint', 'token', 'is_done', 'expires_at', 'status', 'body'];
  const of = (row: string): string => columns.map((column) => `${row}.${column}`).join(', ');
  const isFree = `held.expires_at <= ${now} - CASE WHEN held.is_done OR held.fingerprint = excluded.fingerprint
    THEN interval '0' ELSE ${milliseconds('$6')} END`;
  const isTakeover = 'NOT held.is_done AND held.fingerprint = excluded.fingerprint';

  // Of two statements for one key, the second waits for the first and decides by what that left. The row is updated in any
  // case, because only then is it returned.
  const acquire = `
    INSERT INTO ${table} AS held (store, key, fingerprint, token, expires_at)
    VALUES ($1, $2, $3, $4, ${now} + ${milliseconds('$5')})
    ON CONFLICT (store, key) DO UPDATE SET (${columns.join(', ')}, is_takeover) = (
      SELECT ${of('excluded')}, ${isTakeover} WHERE ${isFree}
      UNION ALL
      SELECT ${of('held')}, held.is_takeover WHERE NOT (${isFree})
    )
    RETURNING token, fingerprint, is_done, is_takeover, status, body`;
  const complete = `
    UPDATE ${table} SET is_done = true, expires_at = ${now} + ${milliseconds('$4')}, status = $5, body = $6
    WHERE store = $1 AND key = $2 AND token = $3 AND NOT is_done`;
  const release = `DELETE FROM ${table} WHERE store = $1 AND key = $2 AND token = $3 AND NOT is_done`;
  // An abandoned lease is kept as well: its token is valid until another caller acquires the key. Rows that another process
  // is using are skipped, so that this statement waits for none.
  const prune = `
    WITH expired AS MATERIALIZED (
      SELECT key FROM ${table}
      WHERE store = $1 AND expires_at <= ${now} AND (is_done OR expires_at <= ${now} - ${milliseconds('$2')})
      ORDER BY expires_at LIMIT ${batchSize} FOR UPDATE SKIP LOCKED
    ), deleted AS (
      DELETE FROM ${table} AS held USING expired WHERE held.store = $1 AND held.key = expired.key RETURNING 1
    )
    SELECT count(*)::int AS count FROM deleted`;

  const pruneBatch = (): Promise<number> => deleteBatch(database, prune, [store, keep]);
  let nextPrune = performance.now() + pruneInterval;
  /** Does not delay the caller. After a full batch the next call goes on; after a failure the next interval tries again. */
  const pruneInPassing = (): void => {
    if (performance.now() < nextPrune) return;
    nextPrune = performance.now() + pruneInterval;
    pruneBatch().then(
      (count) => {
        if (count === batchSize) nextPrune = 0;
      },
      () => {},
    );
  };

  return {
    acquire: async (key, { fingerprint, lease }) => {
      const token = crypto.randomUUID();
      const values = [store, await fingerprintOf(key), fingerprint, token, lease, reserve];
      const [row] = await queryRows<LeaseRow>(database, acquire, values);
      if (row === undefined) throw new Error('The database returned no row for a key.');
      pruneInPassing();
      return { isAcquired: row.token === token, row };
    },
    complete: async (key, token, result) => {
      const values = [store, await fingerprintOf(key), token, keep, result?.status, result?.body];
      await queryRows(database, complete, values);
    },
    release: async (key, token) => {
      await queryRows(database, release, [store, await fingerprintOf(key), token]);
    },
    prune: () => deleteInBatches(pruneBatch),
  };
};
