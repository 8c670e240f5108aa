import type { PGlite } from '@electric-sql/pglite';
import type { Client, Pool, PoolClient } from 'pg';
import { expectTypeOf, it } from 'vitest';
import type { IdempotencyOptions } from '../idempotency/idempotency.ts';
import type { RouterOptions } from '../router/options.ts';
import type { WebhookReceiverOptions } from '../webhooks/options.ts';
import type { PostgresAuditLog } from './audit-log.ts';
import type { Database } from './database.ts';
import type { PostgresIdempotencyStore } from './idempotency-store.ts';
import type { PostgresWebhookStore } from './webhook-store.ts';

it('the clients of pg and PGlite are databases', () => {
  expectTypeOf<Pool>().toExtend<Database>();
  expectTypeOf<Client>().toExtend<Database>();
  expectTypeOf<PoolClient>().toExtend<Database>();
  expectTypeOf<PGlite>().toExtend<Database>();
});

it('the stores and the audit log fit the options of the router and the receiver', () => {
  expectTypeOf<PostgresIdempotencyStore>().toExtend<NonNullable<IdempotencyOptions['store']>>();
  expectTypeOf<PostgresWebhookStore>().toExtend<NonNullable<WebhookReceiverOptions['store']>>();
  expectTypeOf<PostgresAuditLog['write']>().toExtend<NonNullable<RouterOptions['audit']>>();
});
