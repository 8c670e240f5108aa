/** A process that exposes a change and shuts down gracefully on SIGTERM, as in the README of the router. */
import { createSeam } from '@org/seam-core';
import { createSeamRouter, hardenServer } from '@org/seam-express';
import express from 'express';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const [endpoint = ''] = process.argv.slice(2);
const print = (line: object): void => console.log(JSON.stringify(line));

const router = createSeamRouter(createSeam({ apiKey: 'seam_test1_key', endpoint }), {
  expose: ['/user_identities/delete'],
  authorize: () => true,
  audit: ({ params, outcome, status }) => print({ audit: { params, outcome, status } }),
});
const app = express();
app.use(router);
const server = hardenServer(createServer(app)).listen(0, '127.0.0.1', () =>
  print({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }),
);
process.once('SIGTERM', () => {
  print({ signal: 'SIGTERM' });
  void router.drain().then(() => server.close());
});
