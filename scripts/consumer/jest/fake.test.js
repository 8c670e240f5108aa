/** A suite of a user with Jest and its default configuration, which loads CommonJS. */
const { createSeam, isSeamError, SeamNotFoundError } = require('@org/seam-core');
const { createSeamRouter } = require('@org/seam-express');
const { createFakeSeam } = require('@org/seam-testing');
require('@org/seam-testing/jest');
const express = require('express');

let fake;
beforeEach(() => {
  fake = createFakeSeam({ strict: true });
});
afterEach(() => fake[Symbol.asyncDispose]());

const clientOf = ({ apiKey, endpoint, fetch }) => createSeam({ apiKey, endpoint, fetch });

test('a deleted person has no access', async () => {
  const seam = clientOf(fake);
  const [{ user_identity_id }] = await seam.userIdentities.list({ search: 'Ada' });
  await expect(fake).toHaveAccess({ user_identity_id });
  await seam.userIdentities.delete({ user_identity_id });
  fake.clock.advance(3_600_000);
  await expect(fake).toHaveNoAccess({ user_identity_id });
  expect(fake).toHaveCalled('/user_identities/delete', { user_identity_id });
  const error = await seam.userIdentities.get({ user_identity_id }).catch((reason) => reason);
  expect(error).toBeInstanceOf(SeamNotFoundError);
  expect(isSeamError(error, 'SeamNotFoundError')).toBe(true);
});

test('a failed matcher lists the open doors', async () => {
  const [{ user_identity_id }] = await fake.seam.userIdentities.list({ search: 'Hugo' });
  await expect(expect(fake).toHaveNoAccess({ user_identity_id })).rejects.toThrow('1 door is open.');
});

test('a client calls the router over HTTP', async () => {
  const app = express();
  app.use('/api', createSeamRouter(clientOf(fake), { expose: ['/devices/list'], authorize: () => true }));
  const server = app.listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const client = createSeam({ endpoint: `http://127.0.0.1:${server.address().port}/api`, auth: 'none' });
  expect((await client.devices.list()).length).toBeGreaterThan(1);
  await new Promise((closed) => server.close(closed));
});
