/** A module of a user who has just installed the packages. It is compiled and run against the packed tarballs. */
import { createSeam, isSeamError, userIdentities, type UserIdentity } from '@org/seam-core';
import { userIdentities as schemas } from '@org/seam-core/schemas';
import {
  createNodeHandler,
  createRequestHandler,
  createOpenApiDocument,
  resolveExposed,
} from '@org/seam-server';
import { createWebhookSecret, isSeamEvent, signWebhook, verifyWebhook } from '@org/seam-core/webhooks';
import { seamMiddleware, createSeamRouter, seamErrorHandler } from '@org/seam-express';
import { createFakeSeam } from '@org/seam-testing';
import assert from 'node:assert/strict';

const fake = createFakeSeam();
const seam = createSeam({ apiKey: fake.apiKey, endpoint: fake.endpoint, fetch: fake.fetch });
const [person]: UserIdentity[] = await seam.userIdentities.list({ search: 'Ada' });
assert.ok(person);
const { user_identity_id } = person;

await seam.userIdentities.delete({ user_identity_id });
await assert.rejects(seam.userIdentities.get({ user_identity_id }), (error) =>
  isSeamError(error, 'SeamNotFoundError'),
);

// @ts-expect-error -- one of the two ids is required
await assert.rejects(seam.acs.users.revokeAccessToAllEntrances({}), { name: 'SeamInvalidInputError' });

assert.equal(userIdentities.delete.path, '/user_identities/delete');
assert.ok(schemas.delete['~standard']);
for (const part of [
  createNodeHandler,
  createRequestHandler,
  seamMiddleware,
  createSeamRouter,
  seamErrorHandler,
])
  assert.equal(typeof part, 'function');

const { paths } = await createOpenApiDocument(resolveExposed(['/user_identities/delete']));
assert.deepEqual(Object.keys(paths), ['/user_identities/delete']);

const secret = createWebhookSecret();
const signed = signWebhook({ event_type: 'acs_user.deleted', acs_user_id: 'Ada' }, { secret });
const { event } = verifyWebhook(signed, { secrets: secret });
assert.equal(isSeamEvent(event, 'acs_user.deleted') && event.acs_user_id, 'Ada');
console.log('ok');
