import { describe, expect, it } from 'vitest';
import { createFakeSeam } from '../../fake/create-fake.ts';
import type { FakeSeam } from '../../fake/fake-seam.ts';

const minute = 60_000;

/** A user identity with an ACS user and direct access to a device. */
const setUp = async (acs_sync_ms = 0) => {
  const fake = createFakeSeam({ seed: 'empty', assumptions: { acs_sync_ms } });
  const { add, seam } = fake;
  const { user_identity_id } = add.userIdentity();
  const { device_id } = add.device();
  await seam.userIdentities.grantAccessToDevice({ user_identity_id, device_id });
  const { acs_system_id, connected_account_id } = add.acsSystem();
  const { acs_user_id } = add.acsUser({ acs_system_id, user_identity_id });
  return { ...fake, user_identity_id, acs_user_id, connected_account_id };
};

type Scene = FakeSeam & Awaited<ReturnType<typeof setUp>>;

const expectGone = async ({ seam, clock, state, user_identity_id }: Scene): Promise<void> => {
  clock.advance(minute);
  await expect(seam.userIdentities.get({ user_identity_id })).rejects.toMatchObject({
    type: 'user_identity_not_found',
  });
  expect(state.deviceAccess.rightsOf(user_identity_id)).toEqual([]);
};

describe('the deletion of a user identity', () => {
  it('ends when the ACS user it waits for is unlinked', async () => {
    const scene = await setUp(minute);
    const { seam, user_identity_id, acs_user_id } = scene;
    await seam.userIdentities.delete({ user_identity_id });
    await seam.userIdentities.removeAcsUser({ user_identity_id, acs_user_id });
    await expectGone(scene);
  });

  it('ends when the ACS user that could not be deleted is unlinked', async () => {
    const scene = await setUp();
    const { seam, provider, user_identity_id, acs_user_id } = scene;
    provider.failNext('acs_user.delete');
    await seam.userIdentities.delete({ user_identity_id });
    expect(await seam.userIdentities.get({ user_identity_id })).toMatchObject({
      warnings: [{ warning_code: 'being_deleted' }],
    });
    await seam.userIdentities.removeAcsUser({ user_identity_id, acs_user_id });
    await expectGone(scene);
  });

  it('ends when the account of the access system is deleted', async () => {
    const scene = await setUp(minute);
    const { seam, user_identity_id, connected_account_id } = scene;
    await seam.userIdentities.delete({ user_identity_id });
    await seam.connectedAccounts.delete({ connected_account_id });
    await expectGone(scene);
  });

  it.each(['failed_to_delete_on_acs_system', 'latch_conflict_with_resident_user'])(
    'can be requested again after the error %s of an ACS user',
    async (type) => {
      const scene = await setUp();
      const { seam, provider, user_identity_id } = scene;
      provider.failNext('acs_user.delete', { type });
      await seam.userIdentities.delete({ user_identity_id });
      await seam.userIdentities.delete({ user_identity_id });
      await expectGone(scene);
    },
  );
});
