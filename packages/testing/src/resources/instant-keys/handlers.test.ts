import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../../test/checked-fake.test-helper.ts';

const start = (assumptions = {}) => {
  const fake = createCheckedFake({ seed: 'empty', assumptions });
  const { user_identity_id } = fake.add.userIdentity();
  const key = fake.add.instantKey({ user_identity_id });
  const token = fake.state.clientSessions.get(key.client_session_id)?.token ?? '';
  return { ...fake, user_identity_id, key, guest: fake.as({ clientSessionToken: token }) };
};

describe('instant keys', () => {
  it('are found by id, by URL and by user identity', async () => {
    const { seam, add, key, user_identity_id } = start();
    add.instantKey({ user_identity_id: add.userIdentity().user_identity_id });
    const { instant_key_id, instant_key_url } = key;
    expect(await seam.instantKeys.get({ instant_key_id })).toEqual(key);
    expect(await seam.instantKeys.get({ instant_key_url })).toEqual(key);
    expect(await seam.instantKeys.list({ user_identity_id })).toEqual([key]);
    expect(await seam.instantKeys.list()).toHaveLength(2);
    await expect(seam.instantKeys.get({ instant_key_url: 'https://example.com/none' })).rejects.toMatchObject(
      { type: 'instant_key_not_found' },
    );
  });

  it('revoke their client session when they are deleted', async () => {
    const { seam, guest, key } = start();
    expect(await guest.devices.list()).toEqual([]);
    await seam.instantKeys.delete({ instant_key_id: key.instant_key_id });
    await expect(guest.devices.list()).rejects.toMatchObject({ type: 'client_session_revoked' });
    await expect(seam.instantKeys.delete({ instant_key_id: key.instant_key_id })).rejects.toMatchObject({
      statusCode: 404,
    });
  });

  it('keep their client session without instant_key_ends_session', async () => {
    const { seam, guest, key } = start({ instant_key_ends_session: false });
    await seam.instantKeys.delete({ instant_key_id: key.instant_key_id });
    expect(await guest.devices.list()).toEqual([]);
  });
});
