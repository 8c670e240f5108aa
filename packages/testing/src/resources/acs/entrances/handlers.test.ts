import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../../../test/checked-fake.test-helper.ts';

const start = () => {
  const fake = createCheckedFake({ seed: 'empty' });
  const { acs_system_id } = fake.add.acsSystem({ external_type: 'brivo_account' });
  const { acs_entrance_id } = fake.add.acsEntrance({ acs_system_id, display_name: 'Gate' });
  const { user_identity_id } = fake.add.userIdentity({ full_name: 'Ada', email_address: 'ada@example.com' });
  return { ...fake, acs_system_id, acs_entrance_id, user_identity_id };
};

describe('entrances', () => {
  it('grant access to a user identity through an ACS user, created if necessary', async () => {
    const { seam, acs_entrance_id, acs_system_id, user_identity_id } = start();
    await seam.acs.entrances.grantAccess({ acs_entrance_id, user_identity_id });
    const [door] = await seam.userIdentities.listAccessibleEntrances({ user_identity_id });
    expect(door).toMatchObject({ display_name: 'Gate' });
    expect(door).not.toHaveProperty('workspace_id');
    expect(await seam.userIdentities.listAcsSystems({ user_identity_id })).toMatchObject([
      { acs_system_id, acs_user_count: 1 },
    ]);
  });

  it('link an ACS user with the same email address instead of creating one', async () => {
    const { seam, add, acs_entrance_id, acs_system_id, user_identity_id } = start();
    const { acs_user_id } = add.acsUser({ acs_system_id, email_address: 'ada@example.com' });
    await seam.acs.entrances.grantAccess({ acs_entrance_id, user_identity_id });
    expect(await seam.acs.users.list({ user_identity_id })).toMatchObject([{ acs_user_id }]);
  });

  it('reject an ACS user of another system', async () => {
    const { seam, add, acs_entrance_id } = start();
    const { acs_user_id } = add.acsUser({ acs_system_id: add.acsSystem().acs_system_id });
    await expect(seam.acs.entrances.grantAccess({ acs_entrance_id, acs_user_id })).rejects.toMatchObject({
      statusCode: 400,
    });
  });

  it('are listed by credential, space, customer, system and id', async () => {
    const { seam, state, add, acs_system_id, acs_entrance_id } = start();
    const { connected_account_id } = add.connectedAccount({ customer_key: 'hotel' });
    const elsewhere = add.acsSystem({ connected_account_id }).acs_system_id;
    add.acsEntrance({ acs_system_id: elsewhere, display_name: 'Lobby' });
    const { acs_credential_id } = add.acsCredential({ acs_system_id });
    state.credentialEntrances.add(acs_credential_id, acs_entrance_id);
    const space_id = '00000000-0000-4000-8000-000000000001';
    state.spaceEntrances.add(space_id, acs_entrance_id);
    const found = async (filter: object) =>
      (await seam.acs.entrances.list(filter)).map(({ display_name }) => display_name);
    expect(await found({})).toEqual(['Gate', 'Lobby']);
    expect(await found({ acs_credential_id })).toEqual(['Gate']);
    expect(await found({ space_id })).toEqual(['Gate']);
    expect(await found({ location_id: space_id })).toEqual(['Gate']);
    expect(await found({ customer_key: 'hotel' })).toEqual(['Lobby']);
    expect(await found({ acs_system_id: elsewhere })).toEqual(['Lobby']);
    expect(await found({ acs_entrance_ids: [acs_entrance_id] })).toEqual(['Gate']);
    expect(await found({ space_id, acs_system_id: elsewhere })).toEqual([]);
    expect(await found({ connected_account_id, search: 'LOB' })).toEqual(['Lobby']);
    expect((await seam.acs.entrances.get({ acs_entrance_id })).display_name).toBe('Gate');
    expect(await seam.acs.entrances.listCredentialsWithAccess({ acs_entrance_id })).toMatchObject([
      { acs_credential_id },
    ]);
  });

  it('are unlocked by a cloud key that opens them', async () => {
    const { seam, add, state, clock, acs_system_id, acs_entrance_id } = start();
    const { acs_user_id } = add.acsUser({ acs_system_id });
    const { acs_credential_id } = add.acsCredential({ acs_user_id, access_method: 'cloud_key' });
    const unlock = async () => {
      const { action_attempt_id } = await seam.acs.entrances.unlock(
        { acs_entrance_id, acs_credential_id },
        { waitForActionAttempt: false },
      );
      clock.settle();
      return state.actionAttempts.get(action_attempt_id)?.status;
    };
    expect(await unlock()).toBe('error');
    state.credentialEntrances.add(acs_credential_id, acs_entrance_id);
    expect(await unlock()).toBe('success');
    expect(state.events.by('event_type', 'lock.unlocked')).toMatchObject([
      { acs_entrance_id, acs_user_id, method: 'remote' },
    ]);
    await seam.acs.users.suspend({ acs_user_id });
    expect(await unlock()).toBe('error');
  });

  it('are not unlocked remotely by a card', async () => {
    const { seam, add, acs_system_id, acs_entrance_id } = start();
    const { acs_credential_id } = add.acsCredential({ acs_system_id, access_method: 'card' });
    await expect(seam.acs.entrances.unlock({ acs_entrance_id, acs_credential_id })).rejects.toMatchObject({
      statusCode: 400,
    });
  });
});
