import { SeamConfigError } from '@org/seam-core';
import { describeValue, type OptionRule } from '@org/seam-core/internal';

/**
 * A Postgres database: a `Pool` of `pg`, or a `PGlite`. Each call of a store is one query, in a transaction of its own.
 *
 * Configure the timeouts and the error listener of a pool yourself: `connectionTimeoutMillis`, `statement_timeout`, and
 * `pool.on('error', …)`, without which a lost connection ends the process.
 */
export interface Database {
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

/** @throws SeamConfigError when the value has no `query` */
export const checkDatabase = (owner: string, database: unknown): void => {
  if (typeof database === 'object' && database !== null && 'query' in database) return;
  throw new SeamConfigError(
    `${owner}: the database must be a Pool of pg or a PGlite, with a function query; got ${describeValue(database)}.`,
  );
};

export const defaultSchema = 'seam_server';

/** Plain names only: a name that needs no escaping cannot change a statement. */
export const schemaRule: OptionRule = {
  expected: 'a name of at most 63 letters, digits and _, which does not start with a digit or pg_',
  accepts: (value) => typeof value === 'string' && /^(?!pg_)[a-z_]\w{0,62}$/i.test(value),
};

/** The name of a table in a statement. The schema was checked with `schemaRule`. */
export const tableIn = (schema: string, table: string): string => `"${schema}"."${table}"`;

const field = (error: unknown, name: 'code' | 'message'): string =>
  typeof error === 'object' && error !== null ? String(Reflect.get(error, name)) : '';

/** SQLSTATE of an error of Postgres, or the code of a connection error. */
export const errorCode = (error: unknown): string => field(error, 'code');

/** A serialization failure, a deadlock, or a connection that was lost: also one that the pool kept across a restart. */
const isTransient = (error: unknown): boolean =>
  ['40001', '40P01', '57P01', '57P02', '08006', 'ECONNRESET', 'EPIPE'].includes(errorCode(error)) ||
  field(error, 'message').startsWith('Connection terminated');

const isMissingTable = (error: unknown): boolean => ['42P01', '3F000'].includes(errorCode(error));

const maxAttempts = 10;

/**
 * Runs one statement, which must be safe to repeat: it is repeated when another transaction was in the way, and when the
 * connection was lost, in which case Postgres may have run it.
 *
 * @throws the error of the driver
 */
export const queryRows = async <TRow>(
  database: Database,
  statement: string,
  values: readonly unknown[] = [],
): Promise<TRow[]> => {
  for (let attempt = 1; ; attempt += 1)
    try {
      const { rows } = await database.query(statement, [...values]);
      return rows as TRow[];
    } catch (error) {
      if (isMissingTable(error))
        throw new Error('The tables do not exist. Call migrate with the same database and schema first.', {
          cause: error,
        });
      if (attempt === maxAttempts || !isTransient(error)) throw error;
    }
};

/** How many rows one statement deletes: a longer one would hold its locks for longer. */
export const batchSize = 1000;

/** Runs a statement that deletes up to `batchSize` rows and returns their `count`. */
export const deleteBatch = async (
  database: Database,
  statement: string,
  values: readonly unknown[],
): Promise<number> => {
  const [row] = await queryRows<{ count: number }>(database, statement, values);
  return row?.count ?? 0;
};

/** Calls `deleteNext`, which deletes a batch, until it finds less. Returns the number of rows. */
export const deleteInBatches = async (deleteNext: () => Promise<number>): Promise<number> => {
  let total = 0;
  for (;;) {
    const count = await deleteNext();
    total += count;
    if (count < batchSize) return total;
  }
};
