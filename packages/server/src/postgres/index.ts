/** `@org/seam-server/postgres`: stores for several processes, and an audit log, in Postgres. */
export {
  type AuditAction,
  type AuditWriteOptions,
  createPostgresAuditLog,
  type PostgresAuditLog,
  type PostgresAuditLogOptions,
  type StoredAuditEntry,
} from './audit-log.ts';
export { type AuditQuery } from './audit-query.ts';
export { type Database } from './database.ts';
export {
  createPostgresIdempotencyStore,
  type PostgresIdempotencyStore,
  type PostgresIdempotencyStoreOptions,
} from './idempotency-store.ts';
export { migrate, type MigrateOptions } from './migrate.ts';
export {
  createPostgresWebhookStore,
  type PostgresWebhookStore,
  type PostgresWebhookStoreOptions,
} from './webhook-store.ts';
