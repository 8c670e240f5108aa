/** A CommonJS module of a user. It is compiled for each module system, and run by each supported version of Node. */
import { createSeam, SeamNotFoundError, type Seam, type UserIdentity } from '@org/seam-core';
import { userIdentities } from '@org/seam-core/schemas';
import { verifyWebhook } from '@org/seam-core/webhooks';
import { createSeamRouter, type AuthorizeCall, type Policy } from '@org/seam-express';
import { createRequestHandler } from '@org/seam-server';
import { createPostgresAuditLog } from '@org/seam-server/postgres';
import { createFakeSeam } from '@org/seam-testing';
import assert = require('node:assert/strict');
import express = require('express');
import type { AddressInfo } from 'node:net';

for (const part of [createRequestHandler, createPostgresAuditLog, verifyWebhook])
  assert.equal(typeof part, 'function');
assert.ok(userIdentities.delete['~standard']);

const fake = createFakeSeam();
const seam: Seam = createSeam({ apiKey: fake.apiKey, endpoint: fake.endpoint, fetch: fake.fetch });
const authorize: Policy<AuthorizeCall<'/user_identities/list'>> = ({ endpoint }) =>
  endpoint === '/user_identities/list';

const use = async (): Promise<void> => {
  const app = express();
  app.use('/api', createSeamRouter(seam, { expose: ['/user_identities/list'], authorize }));
  const server = app.listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const { port } = server.address() as AddressInfo;
  const client = createSeam({ endpoint: `http://127.0.0.1:${port}/api`, auth: 'none' });
  const [ada]: UserIdentity[] = await client.userIdentities.list({ search: 'Ada' });
  assert.equal(ada?.full_name, 'Ada Okafor');
  server.close();

  // @ts-expect-error -- one of the two ids is required
  await assert.rejects(seam.acs.users.revokeAccessToAllEntrances({}), { name: 'SeamInvalidInputError' });
  const user_identity_id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';
  const error: unknown = await seam.userIdentities
    .get({ user_identity_id })
    .catch((reason: unknown) => reason);
  assert.ok(error instanceof SeamNotFoundError);
  // @ts-expect-error -- it is a string
  const type: number = error.type;
  assert.equal(type, 'user_identity_not_found');
};

void use().then(() => console.log('ok'));
