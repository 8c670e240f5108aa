/** A module of a user who has just installed the packages. It is compiled and run against the packed tarballs. */
import { formatPlan, offboard, planOffboarding, readAccess, verifyReceipt } from '@org/seam-access';
import { createSqliteJournal } from '@org/seam-access/sqlite';
import { createSeam, isSeamError, userIdentities, type UserIdentity } from '@org/seam-core';
import { userIdentities as schemas } from '@org/seam-core/schemas';
import {
  createNodeHandler,
  createRequestHandler,
  createOpenApiDocument,
  resolveExposed,
} from '@org/seam-server';
import { createPostgresAuditLog, type Database } from '@org/seam-server/postgres';
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

const database: Database = {
  query: () => Promise.resolve({ rows: [{ id: '1', entry: '{"outcome":"done"}' }] }),
};
assert.deepEqual(await createPostgresAuditLog(database).list({ user_identity_id }), [
  { id: '1', outcome: 'done' },
]);

const secret = createWebhookSecret();
const signed = signWebhook({ event_type: 'acs_user.deleted', acs_user_id: 'Ada' }, { secret });
const { event } = verifyWebhook(signed, { secrets: secret });
assert.equal(isSeamEvent(event, 'acs_user.deleted') && event.acs_user_id, 'Ada');
const hugo = 'hugo.lindqvist@example.com';
const plan = await planOffboarding(seam, hugo);
assert.match(formatPlan(plan), /Bike room/);
const key = 'a secret of the packed consumer';
using journal = createSqliteJournal(':memory:');
const run = offboard(seam, hugo, {
  plan,
  actor: 'ci',
  reason: 'packed',
  journal,
  settle: 1,
  signingKey: key,
});
const types: string[] = [];
for await (const { type } of run) types.push(type);
assert.equal(types.at(-1), 'run_finished');
const receipt = await run.result;
assert.equal(receipt.state, 'complete');
assert.deepEqual(verifyReceipt(receipt, { key }), { valid: true, problems: [] });
assert.deepEqual((await readAccess(seam, hugo)).doors, []);
console.log('ok');
