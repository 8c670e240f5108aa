/** One of several processes with a router and a webhook receiver, which share their stores and the audit log in Postgres. */
import { createSeam } from '@org/seam-core';
import { createSeamRouter, createSeamWebhook } from '@org/seam-express';
import {
  createPostgresAuditLog,
  createPostgresIdempotencyStore,
  createPostgresWebhookStore,
  migrate,
} from '@org/seam-server/postgres';
import express from 'express';
import type { AddressInfo } from 'node:net';
import { Pool } from 'pg';

const [connectionString = '', endpoint = '', secret = '', behaviour = 'work'] = process.argv.slice(2);
const pool = new Pool({ connectionString, max: 8, connectionTimeoutMillis: 5000 });
// Without a listener, a Postgres that stops would end the process.
pool.on('error', () => {});
await migrate(pool);

const app = express();
app.use(
  '/api/seam',
  createSeamRouter(createSeam({ apiKey: 'seam_test1_key', endpoint, retry: false }), {
    expose: ['/user_identities/revoke_access_to_device', '/locks/unlock_door'],
    authorize: () => true,
    actor: (req) => req.get('x-user'),
    idempotency: { store: createPostgresIdempotencyStore(pool) },
    audit: createPostgresAuditLog(pool).write,
    onError: () => {},
  }),
);
app.use(
  '/webhooks/seam',
  createSeamWebhook({
    secrets: secret,
    store: createPostgresWebhookStore(pool),
    handlers: {
      'acs_user.deleted': async ({ event_id }) => {
        console.log(`processing ${event_id}`);
        if (behaviour === 'hang') await new Promise(() => {});
        await pool.query('INSERT INTO effects (event_id, pid) VALUES ($1, $2)', [event_id, process.pid]);
      },
    },
    onError: () => {},
  }),
);
const server = app.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
