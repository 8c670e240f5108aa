import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../../../test/checked-fake.test-helper.ts';

describe('access systems', () => {
  it('are listed by account, customer and name, with their numbers of users and groups', async () => {
    const { seam, add } = createCheckedFake({ seed: 'empty' });
    const { connected_account_id } = add.connectedAccount({ customer_key: 'hotel' });
    const { acs_system_id } = add.acsSystem({ connected_account_id, name: 'Hotel' });
    add.acsSystem({ connected_account_id: add.connectedAccount().connected_account_id });
    add.acsUser({ acs_system_id });
    add.acsAccessGroup({ acs_system_id });
    const found = [{ acs_system_id, acs_user_count: 1, acs_access_group_count: 1 }];
    expect(await seam.acs.systems.list({ connected_account_id })).toMatchObject(found);
    expect(await seam.acs.systems.list({ customer_key: 'hotel' })).toMatchObject(found);
    expect(await seam.acs.systems.list({ search: 'hot' })).toMatchObject(found);
    expect(await seam.acs.systems.list()).toHaveLength(2);
    expect((await seam.acs.systems.get({ acs_system_id })).name).toBe('Hotel');
  });

  it('are listed with the credential managers of their type', async () => {
    const { seam, add } = createCheckedFake({ seed: 'empty' });
    const { acs_system_id } = add.acsSystem();
    const external_type = 'assa_abloy_credential_service';
    const manager = add.acsSystem({ external_type, is_credential_manager: true });
    add.acsSystem({ external_type: 'hid_credential_manager_organization', is_credential_manager: true });
    add.acsSystem();
    expect(await seam.acs.systems.listCompatibleCredentialManagerAcsSystems({ acs_system_id })).toMatchObject(
      [{ acs_system_id: manager.acs_system_id }],
    );
  });

  it('report the devices of a Hotek system, repeatedly', async () => {
    const { seam, add, state } = createCheckedFake({ seed: 'empty' });
    const { acs_system_id } = add.acsSystem({ external_type: 'hotek_site' });
    const encoder = { hotek_metadata: { encoder_number: '7' } };
    const entrance = { hotek_metadata: { room_number: '101' } };
    const report = (is_removed: boolean) =>
      seam.acs.systems.reportDevices({
        acs_system_id,
        acs_encoders: [{ ...encoder, is_removed }],
        acs_entrances: [{ ...entrance, is_removed }],
      });
    await report(false);
    await report(false);
    expect(await seam.acs.encoders.list({ acs_system_id })).toMatchObject([
      { display_name: 'Encoder 7', errors: [] },
    ]);
    const [room] = await seam.acs.entrances.list({ acs_system_id });
    expect(room).toMatchObject({ display_name: 'Room 101', ...entrance });
    const { acs_user_id } = add.acsUser({ acs_system_id });
    state.entranceAccess.add(acs_user_id, room?.acs_entrance_id ?? '');
    await report(true);
    await report(true);
    expect(await seam.acs.encoders.list({ acs_system_id })).toMatchObject([
      { errors: [{ error_code: 'acs_encoder_removed' }] },
    ]);
    expect(await seam.acs.entrances.list({ acs_system_id })).toEqual([]);
    expect(state.entranceAccess.rightsOf(acs_user_id)).toEqual([]);
    expect([...state.events].map(({ event_type }) => event_type)).toEqual([
      'acs_encoder.added',
      'acs_entrance.added',
      'acs_encoder.removed',
      'acs_entrance.removed',
    ]);
  });

  it('reject a report for another type of system', async () => {
    const { seam, add } = createCheckedFake({ seed: 'empty' });
    const { acs_system_id } = add.acsSystem();
    await expect(seam.acs.systems.reportDevices({ acs_system_id })).rejects.toMatchObject({
      type: 'not_supported',
    });
  });
});
