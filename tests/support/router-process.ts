/** A process that exposes a change and ends when it is told to, as the README of the router has it. */
import { createSeam } from '@org/seam-core';
import { createSeamRouter, hardenServer } from '@org/seam-express';
import express from 'express';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const [endpoint = ''] = process.argv.slice(2);
const tell = (line: object): void => console.log(JSON.stringify(line));

const router = createSeamRouter(createSeam({ apiKey: 'seam_test1_key', endpoint }), {
  expose: ['/user_identities/delete'],
  authorize: () => true,
  audit: ({ params, outcome, status }) => tell({ audited: { params, outcome, status } }),
});
const app = express();
app.use(router);
const server = hardenServer(createServer(app)).listen(0, '127.0.0.1', () =>
  tell({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }),
);
process.once('SIGTERM', () => {
  tell({ told: 'SIGTERM' });
  void router.drain().then(() => server.close());
});
