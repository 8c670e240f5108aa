import { createSeam } from '@org/seam-core';
import { createFakeSeam } from '@org/seam-testing';
import { expect, it } from 'vitest';
import { clockOf } from '../offboarding/fake-clock.test-helper.ts';
import { revokeAccess } from './revoke-access.ts';

it('does not take a user identity for deleted while Seam lists its doors', async () => {
  const { fetch, apiKey, endpoint, add, state, clock } = createFakeSeam({ seed: 'empty' });
  const { user_identity_id } = add.userIdentity();
  state.deviceAccess.add(user_identity_id, add.device().device_id);
  const error = { type: 'user_identity_not_found', message: 'The user identity does not exist.' };
  const missing = new Set(['/user_identities/get', '/user_identities/list_acs_users']);
  let isSent = false;
  const seam = createSeam({
    apiKey,
    endpoint,
    fetch: async (url, init) => {
      const path = new URL(url as string).pathname;
      const isRevocation = path === '/user_identities/revoke_access_to_device';
      isSent ||= isRevocation;
      return isRevocation || (isSent && missing.has(path))
        ? Response.json({ ok: false, error }, { status: 404 })
        : await fetch(url, init);
    },
  });
  const revocation = await revokeAccess(seam, { user_identity_id }, 'everything', { clock: clockOf(clock) });
  expect(revocation).toMatchObject({ verified: [], pending: [{ cause: 'unread' }], isComplete: false });
});
