import { SeamConfigError } from '@org/seam-core';
import { checkOptions, type OptionRules } from '@org/seam-core/internal';
import {
  checkDatabase,
  type Database,
  defaultSchema,
  errorCode,
  queryRows,
  schemaRule,
  tableIn,
} from './database.ts';

export interface MigrateOptions {
  /**
   * The schema of the tables, which is created when it does not exist.
   * @default 'seam_server'
   */
  readonly schema?: string | undefined;
}

const optionRules: OptionRules<MigrateOptions> = { schema: schemaRule };

/** The statements of one version of the tables. */
type Migration = (table: (name: string) => string) => string;

/** The versions of the tables, from 1. A version that was released never changes: add another. */
const migrations: readonly Migration[] = [
  (table) => `
    CREATE TABLE ${table('leases')} (
      store text COLLATE "C" NOT NULL,
      key text COLLATE "C" NOT NULL,
      fingerprint text NOT NULL,
      token text NOT NULL,
      is_done boolean NOT NULL DEFAULT false,
      is_takeover boolean NOT NULL DEFAULT false,
      expires_at timestamptz NOT NULL,
      status integer,
      body text,
      PRIMARY KEY (store, key)
    );
    CREATE INDEX ON ${table('leases')} (store, expires_at);
    CREATE TABLE ${table('audit_entries')} (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      key text COLLATE "C" NOT NULL UNIQUE,
      at timestamptz NOT NULL,
      actor text COLLATE "C",
      endpoint text COLLATE "C" NOT NULL,
      resources text[] COLLATE "C" NOT NULL,
      entry text NOT NULL
    );
    CREATE INDEX ON ${table('audit_entries')} (at);
    CREATE INDEX ON ${table('audit_entries')} (actor, id);
    CREATE INDEX ON ${table('audit_entries')} (endpoint, id);
    CREATE INDEX ON ${table('audit_entries')} USING gin (resources);`,
];

/** Key of the advisory lock: one process at a time migrates. */
const lockKey = 7_326_200_113;

/** SQLSTATE of our own error, in a class that Postgres leaves to applications. */
const newerVersion = 'SM001';

/** One statement, and so one transaction: a driver need not offer anything but `query`. */
const migrationBlock = (schema: string, versions: readonly Migration[]): string => {
  const table = (name: string): string => tableIn(schema, name);
  const steps = versions.map(
    (statements, index) => `
      IF current_version < ${index + 1} THEN
        ${statements(table)}
        INSERT INTO ${table('migrations')} (version) VALUES (${index + 1});
      END IF;`,
  );
  return `
    DO $migrate$
    DECLARE current_version integer := 0;
    BEGIN
      PERFORM pg_advisory_xact_lock(${lockKey});
      -- Without the condition, a role that may not create schemas could not start.
      IF NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = '${schema}') THEN
        CREATE SCHEMA "${schema}";
      END IF;
      IF to_regclass('${table('migrations')}') IS NULL THEN
        CREATE TABLE ${table('migrations')} (
          version integer PRIMARY KEY,
          applied_at timestamptz NOT NULL DEFAULT now()
        );
      END IF;
      SELECT coalesce(max(version), 0) INTO current_version FROM ${table('migrations')};
      IF current_version > ${versions.length} THEN
        RAISE EXCEPTION '%', current_version USING ERRCODE = '${newerVersion}';
      END IF;
      ${steps.join('')}
    END
    $migrate$`;
};

/** @param versions the versions that the code knows, for tests */
export const applyMigrations = async (
  database: Database,
  schema: string,
  versions: readonly Migration[],
): Promise<void> => {
  try {
    await queryRows(database, migrationBlock(schema, versions));
  } catch (error) {
    if (errorCode(error) !== newerVersion) throw error;
    throw new SeamConfigError(
      `The tables in the schema "${schema}" have version ${(error as Error).message}, and this release of ` +
        `@org/seam-server knows versions up to ${versions.length}. Update the package, or use another schema.`,
    );
  }
};

/**
 * Creates or updates the tables of the stores and of the audit log. Call it when a process starts: any number of processes
 * may call it at the same time, and it changes nothing when the tables are up to date.
 *
 * @throws SeamConfigError for an invalid option, and when the tables are newer than this release
 * @throws the error of the driver
 */
export const migrate = async (database: Database, options: MigrateOptions = {}): Promise<void> => {
  checkDatabase('migrate', database);
  checkOptions('migrate', options, optionRules);
  await applyMigrations(database, options.schema ?? defaultSchema, migrations);
};
