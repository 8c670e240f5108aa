/** A process that receives webhooks, for tests with several processes. They share a database file. */
import { createSeamWebhook } from '@org/seam-express';
import express from 'express';
import type { AddressInfo } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { sqliteWebhookStore } from './sqlite-webhook-store.ts';

const [file = '', secret = '', behaviour = 'quick'] = process.argv.slice(2);
const database = new DatabaseSync(file);
database.exec('PRAGMA busy_timeout = 5000; CREATE TABLE IF NOT EXISTS effects (event_id TEXT)');
const effect = database.prepare('INSERT INTO effects VALUES (?)');

const app = express();
app.use(
  createSeamWebhook({
    secrets: secret,
    store: sqliteWebhookStore(database),
    lease: 500,
    storeTimeout: 200,
    handlers: {
      'acs_user.deleted': async ({ event_id }) => {
        console.log('processing');
        if (behaviour === 'hang') await new Promise(() => {});
        effect.run(event_id);
      },
    },
  }),
);
const server = app.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
});
