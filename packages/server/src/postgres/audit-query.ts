import { type OptionRule, type OptionRules, rules } from '@org/seam-core/internal';

export interface AuditQuery {
  /** Entries that name this user identity. */
  readonly user_identity_id?: string | undefined;
  /**
   * Entries that name one of these ids or keys, in addition to those that name `user_identity_id`: the ACS users, access
   * grants or devices of the person.
   */
  readonly resources?: readonly string[] | undefined;
  /** Entries of this caller. */
  readonly actor?: string | undefined;
  /** Entries of this endpoint, or of this `action`. */
  readonly endpoint?: string | undefined;
  /** Entries since this time: a `Date`, or ISO 8601 with an offset. */
  readonly since?: Date | string | undefined;
  /** How many entries, up to 1,000. @default 100 */
  readonly limit?: number | undefined;
  /** Entries before this one: the `id` of the last entry of the previous page. */
  readonly before?: string | undefined;
}

export const text: OptionRule = {
  expected: 'a non-empty string',
  accepts: (value) => typeof value === 'string' && value !== '',
};
export const texts: OptionRule = {
  expected: 'an array of strings',
  accepts: (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
};

/** A time without an offset would depend on the time zone of the process. */
export const isTime = (value: unknown): value is string | Date =>
  (typeof value === 'string' && /(?:Z|[+-]\d\d:?\d\d)$/i.test(value) && !Number.isNaN(Date.parse(value))) ||
  (value instanceof Date && !Number.isNaN(value.getTime()));

export const timeRule: OptionRule = {
  expected: 'a Date, or a time in ISO 8601 with an offset',
  accepts: isTime,
};

export const queryRules: OptionRules<AuditQuery> = {
  user_identity_id: text,
  resources: texts,
  actor: text,
  endpoint: text,
  since: timeRule,
  limit: rules.count(1, 1000),
  before: {
    expected: 'the id of an entry',
    accepts: (value) => typeof value === 'string' && /^\d{1,18}$/.test(value),
  },
};
/**
 * A text for an index: without characters that Postgres refuses, and no longer than an index allows. A caller could prevent an
 * entry with such a text otherwise.
 */
export const indexed = (value: string): string => value.slice(0, 255).replaceAll('\0', '\uFFFD');

export const toTime = (value: Date | string): string => new Date(value).toISOString();

/** The condition of a query, with its values. */
export const conditionOf = ({
  user_identity_id,
  resources,
  actor,
  endpoint,
  since,
  before,
}: AuditQuery): { readonly condition: string; readonly values: readonly unknown[] } => {
  const values: unknown[] = [];
  const conditions = ['true'];
  const where = (value: unknown, condition: (parameter: string) => string): void => {
    conditions.push(condition(`$${values.push(value)}`));
  };
  if (user_identity_id !== undefined || resources !== undefined) {
    const ids = [user_identity_id ?? [], resources ?? []].flat().map(indexed);
    where(ids, (parameter) => `resources && ${parameter}::text[]`);
  }
  if (actor !== undefined) where(indexed(actor), (parameter) => `actor = ${parameter}`);
  if (endpoint !== undefined) where(indexed(endpoint), (parameter) => `endpoint = ${parameter}`);
  if (since !== undefined) where(toTime(since), (parameter) => `at >= ${parameter}::timestamptz`);
  if (before !== undefined) where(before, (parameter) => `id < ${parameter}::bigint`);
  return { condition: conditions.join(' AND '), values };
};
