import { describe, expect, it } from 'vitest';
import { grantScene } from '../access-grants/grant-scene.test-helper.ts';

describe('deleting a user identity', () => {
  it('deletes everything of the user identity, in order', async () => {
    const { seam, state, add, user_identity_id, device_id, acs_entrance_id, eventTypes } = grantScene();
    await seam.accessGrants.create({
      user_identity_id,
      device_ids: [device_id],
      acs_entrance_ids: [acs_entrance_id],
      requested_access_methods: [{ mode: 'code' }, { mode: 'mobile_key' }],
    });
    await seam.userIdentities.grantAccessToDevice({ user_identity_id, device_id });
    await seam.userIdentities.generateInstantKey({ user_identity_id });
    add.clientSession({ user_identity_id });
    await seam.phones.simulate.createSandboxPhone({ user_identity_id });
    const before = eventTypes().length;
    await seam.userIdentities.delete({ user_identity_id });
    expect([...new Set(eventTypes().slice(before))]).toEqual([
      'acs_credential.deleted',
      'acs_user.deleted',
      'access_grant.access_to_door_lost',
      'access_method.revoked',
      'client_session.deleted',
      'access_code.mutations_requested',
      'access_code.removed_from_device',
      'access_code.deleted',
      'access_method.deleted',
      'access_grant.deleted',
      'phone.deactivated',
    ]);
    const { accessGrants, accessMethods, accessCodes, acsUsers, acsCredentials, instantKeys } = state;
    const left = [accessGrants, accessMethods, accessCodes, acsUsers, acsCredentials, instantKeys];
    expect(left.map(({ size }) => size)).toEqual([0, 0, 0, 0, 0, 0]);
    expect([state.clientSessions.size, state.phones.size]).toEqual([0, 0]);
    expect(state.deviceAccess.leftsOf(device_id)).toEqual([]);
    await expect(seam.userIdentities.delete({ user_identity_id })).rejects.toMatchObject({
      type: 'user_identity_not_found',
    });
  });

  it('takes the assumed time, in which the access stays', async () => {
    const { seam, clock, state, user_identity_id, device_id, devices } = grantScene({
      assumptions: { user_identity_deletion_ms: 5000 },
    });
    await seam.userIdentities.grantAccessToDevice({ user_identity_id, device_id });
    await seam.userIdentities.delete({ user_identity_id });
    await seam.userIdentities.delete({ user_identity_id });
    expect(await seam.userIdentities.get({ user_identity_id })).toMatchObject({
      warnings: [{ warning_code: 'being_deleted' }],
    });
    clock.advance(4999);
    expect(await devices()).toEqual(['Front door']);
    clock.advance(1);
    expect(state.userIdentities.size).toBe(0);
  });
});

describe('revoking access to a device', () => {
  const start = async (options = {}) => {
    const scene = grantScene(options);
    const { seam, user_identity_id, device_id, second, space_id } = scene;
    await seam.userIdentities.grantAccessToDevice({ user_identity_id, device_id });
    await seam.accessGrants.create({
      user_identity_id,
      device_ids: [device_id],
      space_ids: [space_id],
      requested_access_methods: [{ mode: 'code' }],
    });
    return {
      ...scene,
      revoke: (id: string) => seam.userIdentities.revokeAccessToDevice({ user_identity_id, device_id: id }),
      device_id,
      second,
    };
  };

  it('keeps the access through access grants', async () => {
    const { revoke, devices, device_id, state, user_identity_id } = await start();
    await revoke(device_id);
    await revoke(device_id);
    expect(state.deviceAccess.has(user_identity_id, device_id)).toBe(false);
    expect(await devices()).toEqual(['Front door', 'Back door']);
  });

  it('also ends access through access grants and spaces with revoke_device_ends_grants', async () => {
    const { revoke, devices, device_id, second, state } = await start({
      assumptions: { revoke_device_ends_grants: true },
    });
    await revoke(device_id);
    expect(await devices()).toEqual(['Back door']);
    expect([...state.accessCodes]).toMatchObject([{ device_id: second }]);
    await revoke(second);
    expect(await devices()).toEqual([]);
    expect(state.accessCodes.size).toBe(0);
  });

  it('returns an error the second time with repeated_removal: not_found', async () => {
    const { revoke, device_id } = await start({ assumptions: { repeated_removal: 'not_found' } });
    await revoke(device_id);
    await expect(revoke(device_id)).rejects.toMatchObject({ statusCode: 404 });
  });
});

describe('ACS users of a user identity', () => {
  it('can be several in one system with acs_users_per_system: many', async () => {
    const { seam, add, user_identity_id, acs_system_id } = grantScene({
      assumptions: { acs_users_per_system: 'many' },
    });
    for (const { acs_user_id } of [add.acsUser({ acs_system_id }), add.acsUser({ acs_system_id })])
      await seam.userIdentities.addAcsUser({ user_identity_id, acs_user_id });
    expect(await seam.userIdentities.listAcsUsers({ user_identity_id })).toHaveLength(2);
  });

  it('are left alone when they belong to another user identity, or rejected as assumed', async () => {
    const { seam, add, user_identity_id, acs_system_id } = grantScene({
      assumptions: { unlink_of_another: 'ignore', repeated_removal: 'not_found' },
    });
    const other = add.userIdentity();
    const { acs_user_id } = add.acsUser({ acs_system_id, user_identity_id: other.user_identity_id });
    await seam.userIdentities.removeAcsUser({ user_identity_id, acs_user_id });
    expect(await seam.acs.users.get({ acs_user_id })).toMatchObject({
      user_identity_id: other.user_identity_id,
    });
    const free = add.acsUser({ acs_system_id }).acs_user_id;
    await expect(
      seam.userIdentities.removeAcsUser({ user_identity_id, acs_user_id: free }),
    ).rejects.toMatchObject({ type: 'acs_user_not_found' });
  });

  it('are not linked, and no user identity is created, when they belong to another one', async () => {
    const { seam, add, state, acs_system_id, user_identity_id } = grantScene();
    const { acs_user_id } = add.acsUser({ acs_system_id, user_identity_id });
    await expect(
      seam.userIdentities.addAcsUser({ user_identity_key: 'new', acs_user_id }),
    ).rejects.toMatchObject({ type: 'acs_user_belongs_to_another_user_identity' });
    expect(state.userIdentities.size).toBe(1);
  });
});

describe('phone numbers', () => {
  it('must be E.164 when that is assumed', async () => {
    const { seam, user_identity_id } = grantScene({ assumptions: { phone_numbers: 'e164' } });
    const refused = { statusCode: 400, type: 'invalid_input' };
    await expect(seam.userIdentities.create({ phone_number: '0555 1' })).rejects.toMatchObject(refused);
    await expect(
      seam.userIdentities.update({ user_identity_id, phone_number: '+0123' }),
    ).rejects.toMatchObject(refused);
    await seam.userIdentities.update({ user_identity_id, phone_number: '+14155552671' });
    expect(await seam.userIdentities.get({ user_identity_id })).toMatchObject({
      phone_number: '+14155552671',
    });
  });
});
