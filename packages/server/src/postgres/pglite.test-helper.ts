import { PGlite } from '@electric-sql/pglite';
import { temporaryDatabase } from '../../../../scripts/pglite/empty-database.ts';
import type { Database } from './database.ts';
import { migrate } from './migrate.ts';

let opened: Promise<PGlite> | undefined;

/** A database, opened once for all tests of a process: opening takes a second. */
export const openPglite = (): Promise<PGlite> =>
  (opened ??= temporaryDatabase().then((folder) => PGlite.create(folder)));

let schemas = 0;

/** A schema with empty tables, and its name. */
export const newSchema = async (): Promise<{ readonly database: PGlite; readonly schema: string }> => {
  const database = await openPglite();
  const schema = `test_${(schemas += 1)}`;
  await migrate(database, { schema });
  return { database, schema };
};

/** Advances the time of the leases in a schema, in milliseconds. */
export const passTime = async (database: Database, schema: string, ms: number): Promise<void> => {
  await database.query(
    `UPDATE ${schema}.leases SET expires_at = expires_at - $1::float8 * interval '1 millisecond'`,
    [ms],
  );
};
