import { SeamConfigError } from '@org/seam-core';
import { checkOptions, describeValue, type OptionRules, rules } from '@org/seam-core/internal';
import { referenceOf, textsIn } from '../input/references.ts';
import type { AuditEntry } from '../router/audit-log.ts';
import {
  type AuditQuery,
  conditionOf,
  indexed,
  isTime,
  queryRules,
  text,
  texts,
  timeRule,
  toTime,
} from './audit-query.ts';
import {
  batchSize,
  checkDatabase,
  type Database,
  defaultSchema,
  deleteBatch,
  deleteInBatches,
  queryRows,
  schemaRule,
  tableIn,
} from './database.ts';
import { redacted, redactParams } from './redact.ts';

/** The record of something that was not a request to an exposed endpoint, such as the run of an access workflow. */
export interface AuditAction {
  /** When it happened, in ISO 8601. */
  readonly at: string;
  /** Who asked for it. */
  readonly actor?: string | undefined;
  /** What was done, such as `offboarding_started`. Not the path of an endpoint. */
  readonly action: string;
  /** Facts about it, such as `user_identity_id`, `run_id`, `reason` and `state`. Ids in them are found by `list`. */
  readonly params?: Readonly<Record<string, unknown>> | undefined;
  /** As in `AuditEntry`. */
  readonly outcome: AuditEntry['outcome'];
}

export interface AuditWriteOptions {
  /**
   * An entry with the same key is written once. For work that continues after a restart, such as `${run_id} ended`.
   * @default a new key
   */
  readonly key?: string | undefined;
  /** Further ids that the entry is found by, such as the user identity of an ACS user in the parameters. */
  readonly resources?: readonly string[] | undefined;
}

/** A stored entry. `id` is its place in the log. */
export type StoredAuditEntry = (AuditEntry | AuditAction) & { readonly id: string };

/** An audit log in Postgres. */
export interface PostgresAuditLog {
  /**
   * Writes an entry. Fits the option `audit` of the router.
   *
   * Access codes, card numbers, credentials, the paths of URLs and the values of custom metadata are replaced by
   * `[redacted]` before anything is sent to the database. Names, e-mail addresses and phone numbers are stored.
   *
   * @throws SeamConfigError for an invalid option or time
   */
  readonly write: (entry: AuditEntry | AuditAction, options?: AuditWriteOptions) => Promise<void>;
  /**
   * Returns entries, the last written first. An entry of the router is written after its response, so that entries of
   * requests at nearly the same time can be in another order than their `at`.
   *
   * An entry is found by the ids and keys in its parameters. What the parameters do not name, it is not found by: the entry
   * of a deleted access grant names the grant and not the person, and the entry of a new user identity does not name its id.
   * Pass such ids to `write` or here as `resources`.
   *
   * @throws SeamConfigError for an invalid query
   */
  readonly list: (query?: AuditQuery) => Promise<StoredAuditEntry[]>;
  /**
   * Deletes entries, and returns how many there were.
   *
   * @param options.olderThan age in milliseconds
   */
  readonly prune: (options: { readonly olderThan: number }) => Promise<number>;
}

export interface PostgresAuditLogOptions {
  /**
   * The schema of the tables, as it was passed to `migrate`.
   * @default 'seam_server'
   */
  readonly schema?: string | undefined;
}

const logRules: OptionRules<PostgresAuditLogOptions> = { schema: schemaRule };
const writeRules: OptionRules<AuditWriteOptions> = { key: text, resources: texts };
const pruneRules: OptionRules<{ readonly olderThan: number }> = {
  olderThan: rules.milliseconds(0, 3_153_600_000_000),
};

/** What is stored as it is, besides the parameters. Anything else that an entry contains is not stored. */
const fields: Record<Exclude<keyof AuditEntry | keyof AuditAction, 'params'>, true> = {
  at: true,
  requestId: true,
  upstreamRequestId: true,
  actor: true,
  endpoint: true,
  action: true,
  verb: true,
  outcome: true,
  status: true,
  actionAttempt: true,
  type: true,
  isReplay: true,
  isAbandoned: true,
  durationMs: true,
};

/** @param params after redaction: a reference, such as the URL of an instant key, may be a secret */
const resourcesOf = (params: object): string[] =>
  textsIn(params).flatMap(({ name, value }) =>
    referenceOf(name) && !value.includes(redacted) ? [value] : [],
  );

/**
 * An audit log for the router and for access workflows. Call `migrate` first.
 *
 * @example
 * const log = createPostgresAuditLog(database);
 * const router = createSeamRouter(seam, { ..., audit: log.write });
 * const history = await log.list({ user_identity_id, limit: 20 });
 *
 * @throws SeamConfigError for an option that is unknown or out of range
 */
export const createPostgresAuditLog = (
  database: Database,
  options: PostgresAuditLogOptions = {},
): PostgresAuditLog => {
  checkDatabase('createPostgresAuditLog', database);
  checkOptions('createPostgresAuditLog', options, logRules);
  const table = tableIn(options.schema ?? defaultSchema, 'audit_entries');

  const insert = `
    INSERT INTO ${table} (key, at, actor, endpoint, resources, entry)
    VALUES ($1, $2::timestamptz, $3, $4, $5::text[], $6) ON CONFLICT (key) DO NOTHING`;
  const prune = `
    WITH old AS MATERIALIZED (
      SELECT id FROM ${table} WHERE at <= statement_timestamp() - $1::float8 * interval '1 millisecond'
      ORDER BY at LIMIT ${batchSize} FOR UPDATE SKIP LOCKED
    ), deleted AS (
      DELETE FROM ${table} AS entries USING old WHERE entries.id = old.id RETURNING 1
    )
    SELECT count(*)::int AS count FROM deleted`;

  const write: PostgresAuditLog['write'] = async (entry, own = {}) => {
    checkOptions('write', own, writeRules);
    if (!isTime(entry.at))
      throw new SeamConfigError(`write: at must be ${timeRule.expected}; got ${describeValue(entry.at)}.`);
    const endpoint = 'endpoint' in entry ? entry.endpoint : entry.action;
    const { key = crypto.randomUUID(), resources = [] } = own;
    const params = entry.params && redactParams(entry.params);
    const known = Object.entries(entry).filter(([name]) => Object.hasOwn(fields, name));
    const ids = new Set([...resourcesOf(params ?? {}), ...resources].map(indexed));
    await queryRows(database, insert, [
      indexed(key),
      toTime(entry.at),
      entry.actor === undefined ? null : indexed(entry.actor),
      indexed(endpoint),
      [...ids],
      JSON.stringify({ ...Object.fromEntries(known), params }),
    ]);
  };

  const list: PostgresAuditLog['list'] = async (query = {}) => {
    checkOptions('list', query, queryRules);
    const { condition, values } = conditionOf(query);
    const statement = `
      SELECT id::text AS id, entry FROM ${table} WHERE ${condition}
      ORDER BY ${table}.id DESC LIMIT ${query.limit ?? 100}`;
    const rows = await queryRows<{ id: string; entry: string }>(database, statement, values);
    return rows.map(({ id, entry }) => Object.assign(JSON.parse(entry) as AuditEntry | AuditAction, { id }));
  };

  return {
    write,
    list,
    prune: async (own) => {
      checkOptions('prune', own, pruneRules);
      if (own.olderThan === undefined)
        throw new SeamConfigError('prune requires olderThan, in milliseconds.');
      return deleteInBatches(() => deleteBatch(database, prune, [own.olderThan]));
    },
  };
};
