/** A suite of a user with the packed tarballs. It runs with each supported version of Mock Service Worker. */
import { createSeam } from '@org/seam-core';
import { seamHandlers } from '@org/seam-testing/msw';
import { createSeamTest, test } from '@org/seam-testing/vitest';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, expect } from 'vitest';

const server = setupServer();
beforeAll(() => server.listen());
afterAll(() => server.close());

test('revoked access is gone', async ({ fake, seam }) => {
  const [person] = await seam.userIdentities.list({ search: 'Hugo' });
  const user_identity_id = person?.user_identity_id ?? '';
  await expect(fake).toHaveAccess({ user_identity_id });
  for (const { device_id } of await seam.userIdentities.listAccessibleDevices({ user_identity_id }))
    await seam.userIdentities.revokeAccessToDevice({ user_identity_id, device_id });
  await expect(fake).toHaveNoAccess({ user_identity_id });
  expect(fake).toHaveCalled('/user_identities/revoke_access_to_device', { user_identity_id });
  // @ts-expect-error -- a device is opened by a person, not by an ACS user
  await expect(expect(fake).toHaveNoAccess({ acs_user_id: 'x', device_id: 'y' })).rejects.toThrow();
});

const strictTest = createSeamTest({ strict: true, seed: 'hotel' });
strictTest.concurrent('recovers from a lost response behind Mock Service Worker', async ({ fake }) => {
  server.use(...seamHandlers(fake));
  const path = '/user_identities/delete';
  fake.faults.queue(path, { kind: 'reset', applied: true });
  const seam = createSeam({ apiKey: fake.apiKey });
  const [person] = await seam.userIdentities.list();
  await seam.userIdentities.delete({ user_identity_id: person?.user_identity_id ?? '' });
  expect(fake.journal.find(path).map(({ status }) => status)).toEqual([null, 404]);
});
