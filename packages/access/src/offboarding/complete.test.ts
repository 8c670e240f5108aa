import type { EndpointPath } from '@org/seam-core';
import { createFakeSeam } from '@org/seam-testing';
import { describe, expect, it } from 'vitest';
import { formatReceipt } from '../receipt/format-receipt.ts';
import { clockOf } from './fake-clock.test-helper.ts';
import { who } from './offboard.test-helper.ts';
import { offboard } from './offboard.ts';
import type { OffboardOptions } from './options.ts';

describe('a run does not end as complete', () => {
  /** A person with an access grant for a device. */
  const setUpGrant = async (times: object = {}, assumptions: object = {}) => {
    const world = createFakeSeam({
      seed: 'empty',
      wait: 'clock',
      assumptions: { deletion_ends_backup_code: false, ...assumptions },
    });
    const { user_identity_id } = world.add.userIdentity({ full_name: 'Ada' });
    const { device_id } = world.add.device({ name: 'Lock' });
    const { access_grant_id } = await world.seam.accessGrants.create({
      user_identity_id,
      device_ids: [device_id],
      requested_access_methods: [{ mode: 'code' }],
      ...times,
    });
    const [code] = await world.seam.accessCodes.list({ access_grant_id });
    const access_code_id = code?.access_code_id ?? '';
    const clock = clockOf(world.clock);
    const start = (options: Partial<OffboardOptions> = {}) =>
      offboard(world.seam, { user_identity_id }, { ...who, clock, ...options }).result;
    return { ...world, user_identity_id, device_id, access_grant_id, access_code_id, start };
  };

  const [starts_at, ends_at] = ['2026-06-01T00:00:00.000Z', '2026-07-01T00:00:00.000Z'];

  it('while a code with the digits of a deleted access grant is left at the device', async () => {
    const { start, seam, access_code_id, access_grant_id, state } = await setUpGrant();
    await seam.accessCodes.update({ access_code_id, is_managed: false });
    expect(await start()).toMatchObject({
      state: 'complete_with_residual',
      residual: [{ door: { name: 'Lock' }, cause: 'unmanaged', until: null }],
    });
    expect(state.accessGrants.get(access_grant_id)).toBeUndefined();
    expect(state.accessCodes.get(access_code_id)?.status).toBe('set');
  });

  it('while an access grant that Seam does not manage begins later', async () => {
    const { start, state, access_grant_id } = await setUpGrant({ starts_at, ends_at });
    state.accessGrants.patch(access_grant_id, { is_managed: false });
    for (const id of state.grantMethods.rightsOf(access_grant_id))
      state.accessMethods.patch(id, { is_managed: false });
    expect(await start()).toMatchObject({
      state: 'complete_with_residual',
      residual: [{ door: { name: 'Lock' }, cause: 'unmanaged', until: ends_at }],
    });
  });

  it('while an access grant for an entrance that Seam does not manage begins later', async () => {
    const { start, add, seam, state, user_identity_id } = await setUpGrant();
    const { acs_entrance_id } = add.acsEntrance({ acs_system_id: add.acsSystem().acs_system_id });
    const { access_grant_id } = await seam.accessGrants.create({
      user_identity_id,
      acs_entrance_ids: [acs_entrance_id],
      requested_access_methods: [{ mode: 'card' }],
      starts_at,
      ends_at,
    });
    state.accessGrants.patch(access_grant_id, { is_managed: false });
    for (const id of state.grantMethods.rightsOf(access_grant_id))
      state.accessMethods.patch(id, { is_managed: false });
    const receipt = await start();
    expect(receipt).toMatchObject({
      state: 'complete_with_residual',
      residual: [{ door: null, cause: 'unmanaged', until: ends_at }],
    });
    expect(formatReceipt(receipt)).toContain(
      `Doors that Seam does not list: access that was not made through Seam, until ${ends_at}`,
    );
  });

  it('while an access grant that Seam does not manage has lost a code, which is left at the device', async () => {
    const { start, seam, state, access_grant_id, access_code_id } = await setUpGrant();
    await seam.accessCodes.update({ access_code_id, is_managed: false });
    state.accessGrants.patch(access_grant_id, { is_managed: false });
    for (const id of state.grantMethods.rightsOf(access_grant_id))
      state.accessMethods.patch(id, { is_managed: false });
    expect(await start()).toMatchObject({
      state: 'complete_with_residual',
      residual: [{ door: null, cause: 'unmanaged', until: null }],
    });
  });

  it('when an account is disconnected from Seam before the changes are applied in it', async () => {
    const { seam, add, state, clock: time, start, ...world } = await setUpGrant({}, { acs_sync_ms: 60_000 });
    const { acs_system_id, connected_account_id } = add.acsSystem();
    const { acs_entrance_id } = add.acsEntrance({ acs_system_id, display_name: 'Gate' });
    const { acs_user_id } = add.acsUser({ acs_system_id, user_identity_id: world.user_identity_id });
    state.entranceAccess.add(acs_user_id, acs_entrance_id);
    world.provider.disconnectDevice(world.device_id);
    let isDisconnected = false;
    const clock = {
      now: () => time.now(),
      wait: async (ms: number) => {
        if (!isDisconnected) await seam.connectedAccounts.delete({ connected_account_id });
        isDisconnected = true;
        await clockOf(time).wait(ms);
      },
    };
    const receipt = await start({ clock });
    expect(receipt.state).toBe('complete_with_residual');
    expect(receipt.residual.map(({ door, cause }) => `${door?.name} ${cause}`)).toEqual([
      'Lock door_unknown',
      'Gate door_unknown',
    ]);
    expect(formatReceipt(receipt)).toContain('Seam does not know the door any more.');
  });

  it('but does when a door is only unknown at first', async () => {
    const { start, faults, access_grant_id, state } = await setUpGrant();
    faults.queue('/devices/get', { kind: 'status', status: 404, type: 'device_not_found' });
    faults.queue('/devices/unmanaged/get', { kind: 'status', status: 404, type: 'device_not_found' });
    expect(await start()).toMatchObject({ state: 'complete', residual: [] });
    expect(state.accessGrants.get(access_grant_id)).toBeUndefined();
    expect(faults.unused).toEqual([]);
  });

  it('while a card exists whose entrances were revoked before: a lock reads what is on the card', async () => {
    const { start, add, seam, state, user_identity_id } = await setUpGrant();
    const { acs_system_id } = add.acsSystem({ external_type: 'visionline_system' });
    const { acs_entrance_id } = add.acsEntrance({ acs_system_id, display_name: 'Room' });
    const { acs_user_id } = add.acsUser({ acs_system_id, user_identity_id });
    const { acs_credential_id } = add.acsCredential({ acs_user_id, access_method: 'card', ends_at });
    state.credentialEntrances.add(acs_credential_id, acs_entrance_id);
    await seam.acs.users.revokeAccessToAllEntrances({ acs_user_id });
    expect(await start()).toMatchObject({
      state: 'complete_with_residual',
      residual: [{ door: null, cause: 'encoded_card', until: ends_at }],
    });
  });

  it('and names the doors of a card once, when it revokes them itself', async () => {
    const { start, add, state, user_identity_id } = await setUpGrant();
    const { acs_system_id } = add.acsSystem({ external_type: 'visionline_system' });
    const { acs_entrance_id } = add.acsEntrance({ acs_system_id, display_name: 'Room' });
    const { acs_user_id } = add.acsUser({ acs_system_id, user_identity_id });
    const { acs_credential_id } = add.acsCredential({ acs_user_id, access_method: 'card', ends_at });
    state.credentialEntrances.add(acs_credential_id, acs_entrance_id);
    const { residual } = await start();
    expect(residual).toEqual([
      { door: expect.objectContaining({ name: 'Room' }), cause: 'encoded_card', until: ends_at },
    ]);
  });

  it('while a backup code exists whose deletion has failed, although its access grant is gone', async () => {
    const { start, seam, state, faults, access_code_id, access_grant_id } = await setUpGrant({ ends_at });
    state.accessCodes.patch(access_code_id, { is_backup_access_code_available: true });
    await seam.accessCodes.pullBackupAccessCode({ access_code_id });
    faults.rate('/access_codes/delete', { kind: 'status', status: 500 }, 1);
    expect(await start()).toMatchObject({
      state: 'stuck',
      cause: 'doors_open',
      residual: [{ door: { name: 'Lock' }, cause: 'refused', error: 'internal_server_error' }],
    });
    expect(state.accessGrants.get(access_grant_id)).toBeUndefined();
  });

  it('while a proxy does not know an endpoint that shows what an access grant is for', async () => {
    const { start, faults, state, access_grant_id } = await setUpGrant({ starts_at });
    faults.queue('/access_grants/get_related', { kind: 'status', status: 404, type: 'endpoint_not_found' });
    await expect(start()).rejects.toMatchObject({ type: 'endpoint_not_found' });
    await start();
    expect(state.accessGrants.get(access_grant_id)).toBeUndefined();
  });

  describe('when Seam says that something does not exist, and it exists', () => {
    /** A person whose access begins later, which no list of doors shows. */
    const setUpLatent = () => {
      const world = createFakeSeam({
        seed: 'empty',
        wait: 'clock',
        assumptions: {
          // Only so that the credential and the access group are left.
          revoke_all_entrances: ['entrances'],
        },
      });
      const { add, state, faults } = world;
      const { user_identity_id } = add.userIdentity({ full_name: 'Ada' });
      const { acs_system_id } = add.acsSystem();
      const { acs_entrance_id } = add.acsEntrance({ acs_system_id });
      const { acs_user_id } = add.acsUser({ acs_system_id, user_identity_id, is_suspended: true });
      state.entranceAccess.add(acs_user_id, acs_entrance_id);
      const { acs_access_group_id } = add.acsAccessGroup({ acs_system_id });
      state.groupEntrances.add(acs_access_group_id, acs_entrance_id);
      state.groupMembers.add(acs_user_id, acs_access_group_id);
      for (const owner of [{ acs_user_id }, { acs_system_id, user_identity_id }]) {
        const { acs_credential_id } = add.acsCredential({ ...owner, access_method: 'code', starts_at });
        state.credentialEntrances.add(acs_credential_id, acs_entrance_id);
      }
      const clock = clockOf(world.clock);
      const start = () => offboard(world.seam, { user_identity_id }, { ...who, clock }).result;
      const refuse = (path: EndpointPath, type: string, times: number) =>
        faults.queue(
          path,
          ...Array.from({ length: times }, () => ({ kind: 'status', status: 404, type }) as const),
        );
      return { ...world, acs_user_id, start, refuse };
    };

    it.each<[path: EndpointPath, type: string]>([
      ['/acs/credentials/list_accessible_entrances', 'acs_credential_not_found'],
      ['/acs/entrances/list', 'acs_credential_not_found'],
      ['/acs/access_groups/list_accessible_entrances', 'acs_access_group_not_found'],
      ['/acs/access_groups/list', 'acs_user_not_found'],
      ['/acs/users/list_accessible_entrances', 'acs_user_not_found'],
    ])('in a read by %s', async (path, type) => {
      const { start, refuse, faults, state, acs_user_id } = setUpLatent();
      refuse(path, type, 1000);
      await expect(start()).rejects.toMatchObject({ type });
      faults.clear();
      expect(await start()).toMatchObject({ state: 'complete' });
      expect(state.acsCredentials.list()).toEqual([]);
      expect(state.groupMembers.rightsOf(acs_user_id)).toEqual([]);
    });

    it('in the revocation of the entrances of a suspended ACS user: it is sent again', async () => {
      const { start, refuse, state, acs_user_id } = setUpLatent();
      refuse('/acs/users/revoke_access_to_all_entrances', 'acs_user_not_found', 2);
      expect(await start()).toMatchObject({ state: 'complete' });
      expect(state.entranceAccess.rightsOf(acs_user_id)).toEqual([]);
    });

    it('in every revocation of the entrances of a suspended ACS user', async () => {
      const { start, refuse } = setUpLatent();
      refuse('/acs/users/revoke_access_to_all_entrances', 'acs_user_not_found', 1000);
      expect(await start()).toMatchObject({ state: 'stuck', cause: 'changes_pending' });
    });
  });
});
