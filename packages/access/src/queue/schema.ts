import { AccessError } from '../access-error.ts';
import type { QueueDatabase } from './queue-database.ts';

/** The version of the tables. A newer one belongs to a newer release of this package. */
const version = 1;

const isName = /^[a-z_][a-z0-9_]{0,39}$/;

/** The names of the tables in a schema of the database. */
export class Tables {
  readonly schema: string;
  /** The schema of pg-boss. */
  readonly bossSchema: string;

  constructor(schema: string) {
    if (!isName.test(schema))
      throw new AccessError(
        'invalid_option',
        'schema must be a name of at most 40 lower-case letters, digits and underscores.',
      );
    this.schema = schema;
    this.bossSchema = `${schema}_jobs`;
  }

  get runs(): string {
    return `${this.schema}.runs`;
  }
  get entries(): string {
    return `${this.schema}.entries`;
  }
  get receipts(): string {
    return `${this.schema}.receipts`;
  }
  get control(): string {
    return `${this.schema}.control`;
  }
  get jobs(): string {
    return `${this.bossSchema}.job`;
  }
}

const statements = ({ schema, runs, entries, receipts, control }: Tables): string => `
  CREATE SCHEMA IF NOT EXISTS ${schema};
  CREATE TABLE IF NOT EXISTS ${control} (
    id boolean PRIMARY KEY DEFAULT true CHECK (id),
    version integer NOT NULL,
    is_paused boolean NOT NULL DEFAULT false
  );
  CREATE TABLE IF NOT EXISTS ${runs} (
    run_id text PRIMARY KEY,
    number bigint GENERATED ALWAYS AS IDENTITY,
    user_identity_id text NOT NULL,
    person text,
    actor text NOT NULL,
    reason text NOT NULL,
    choices json NOT NULL,
    plan_hash text,
    priority integer NOT NULL DEFAULT 0,
    state text NOT NULL DEFAULT 'queued',
    last_seq integer NOT NULL DEFAULT -1,
    last_hash text NOT NULL DEFAULT '',
    lanes_left integer NOT NULL DEFAULT 0,
    times_added integer NOT NULL DEFAULT 1,
    subjects text[] NOT NULL DEFAULT '{}',
    dead_letter json,
    dead_jobs json,
    cancel_requested_at timestamptz,
    created_at timestamptz NOT NULL,
    started_at timestamptz,
    finished_at timestamptz
  );
  CREATE UNIQUE INDEX IF NOT EXISTS one_live_run ON ${runs} (user_identity_id) WHERE finished_at IS NULL;
  CREATE INDEX IF NOT EXISTS runs_number ON ${runs} (number);
  CREATE INDEX IF NOT EXISTS runs_person ON ${runs} (user_identity_id, number);
  CREATE INDEX IF NOT EXISTS runs_state ON ${runs} (state, number);
  CREATE INDEX IF NOT EXISTS runs_finished ON ${runs} (finished_at) WHERE finished_at IS NOT NULL;
  CREATE INDEX IF NOT EXISTS runs_dead ON ${runs} (number) WHERE dead_letter IS NOT NULL;
  CREATE INDEX IF NOT EXISTS runs_subjects ON ${runs} USING gin (subjects) WHERE finished_at IS NULL;
  CREATE TABLE IF NOT EXISTS ${entries} (
    run_id text NOT NULL REFERENCES ${runs},
    seq integer NOT NULL,
    entry json NOT NULL,
    PRIMARY KEY (run_id, seq)
  );
  CREATE TABLE IF NOT EXISTS ${receipts} (
    run_id text PRIMARY KEY REFERENCES ${runs},
    receipt json NOT NULL
  );
  INSERT INTO ${control} (version) VALUES (${version}) ON CONFLICT DO NOTHING;
`;

/** Creates the tables that do not exist yet. Call it within `database.exclusive`. */
export const migrate = async (database: QueueDatabase, tables: Tables): Promise<void> => {
  await database.query(statements(tables));
  const { rows } = await database.query(`SELECT version FROM ${tables.control}`);
  const found = (rows[0] as { version: number }).version;
  if (found > version)
    throw new AccessError(
      'invalid_option',
      `The tables in the schema ${tables.schema} have version ${found}, this release knows ${version}. Update @org/seam-access.`,
    );
};
