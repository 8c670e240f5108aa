import { createSeam } from '@org/seam-core';
import { describe, expect, it } from 'vitest';
import type { Assumptions } from '../fake/assumptions.ts';
import { createFakeSeam } from '../fake/create-fake.ts';
import { toHaveAccess, toHaveNoAccess } from './matchers.ts';

/** A person with an entrance through an ACS user, and a lock; in the first workspace or in another one. */
const start = ({
  isElsewhere = false,
  ...assumptions
}: Partial<Assumptions> & { isElsewhere?: boolean } = {}) => {
  const fake = createFakeSeam({ seed: 'empty', strict: true, assumptions });
  const inPlace = isElsewhere ? { workspace_id: fake.add.workspace().workspace_id } : {};
  const { acs_system_id } = fake.add.acsSystem({ name: 'Offices', ...inPlace });
  const { acs_entrance_id } = fake.add.acsEntrance({ acs_system_id, display_name: 'Gate', ...inPlace });
  const { user_identity_id } = fake.add.userIdentity(inPlace);
  const { acs_user_id } = fake.add.acsUser({ acs_system_id, user_identity_id, ...inPlace });
  fake.state.entranceAccess.add(acs_user_id, acs_entrance_id);
  const { device_id } = fake.add.device({ name: 'Front door', ...inPlace });
  const said = async () => (await toHaveNoAccess(fake, { user_identity_id })).message();
  return { fake, seam: fake.seam, acs_entrance_id, user_identity_id, acs_user_id, device_id, said };
};

describe('an ACS user that was unlinked before its access was revoked', () => {
  const unlink = async () => {
    const scene = start();
    const { seam, user_identity_id, acs_user_id } = scene;
    await seam.userIdentities.removeAcsUser({ user_identity_id, acs_user_id });
    await seam.acs.users.revokeAccessToAllEntrances({ user_identity_id });
    return scene;
  };

  it('still opens the door for the person', async () => {
    const { fake, user_identity_id, acs_user_id, acs_entrance_id, said } = await unlink();
    expect(await said()).toMatch(
      `entrance "Gate" (${acs_entrance_id}): ACS user ${acs_user_id} in "Offices", unlinked from the user identity: directly`,
    );
    expect(await toHaveAccess(fake, { user_identity_id, acs_entrance_id })).toMatchObject({ pass: true });
  });

  it('still opens the door after the person is deleted', async () => {
    const { seam, user_identity_id, said } = await unlink();
    await seam.userIdentities.delete({ user_identity_id });
    expect(await said()).toContain('1 door is open');
  });

  it('opens nothing once its own access is revoked, or it belongs to another person', async () => {
    const revoked = await unlink();
    const { acs_user_id } = revoked;
    await revoked.seam.acs.users.revokeAccessToAllEntrances({ acs_user_id });
    expect(await revoked.said()).toContain('No access of');

    const given = await unlink();
    const { user_identity_id: other } = given.fake.add.userIdentity();
    await given.seam.userIdentities.addAcsUser({ user_identity_id: other, acs_user_id });
    expect(await given.said()).toContain('No access of');
    expect(await toHaveAccess(given.fake, { user_identity_id: other })).toMatchObject({ pass: true });
  });

  it('is remembered by a snapshot, and not shown by the API', async () => {
    const { fake, seam, acs_user_id, said } = await unlink();
    const snapshot = structuredClone(fake.snapshot());
    fake.reset();
    fake.restore(snapshot);
    expect(await said()).toContain('1 door is open');
    expect(await seam.acs.users.get({ acs_user_id })).not.toHaveProperty('former_user_identity_id');
  });
});

describe('an access code that became unmanaged', () => {
  it('still opens the door, until it is deleted', async () => {
    const { fake, seam, user_identity_id, device_id, said } = start();
    await seam.accessGrants.create({
      user_identity_id,
      device_ids: [device_id],
      requested_access_methods: [{ mode: 'code' }],
    });
    const [code] = await seam.accessCodes.list({ device_id });
    const access_code_id = code?.access_code_id ?? '';
    await seam.accessCodes.update({ access_code_id, is_managed: false });
    expect(await seam.userIdentities.listAccessibleDevices({ user_identity_id })).toEqual([]);
    expect(await said()).toMatch(/device "Front door" .*: unmanaged access code .*, still on the device/);
    await seam.userIdentities.delete({ user_identity_id });
    expect(await said()).toContain('1 door is open');
    await seam.accessCodes.unmanaged.delete({ access_code_id });
    expect(await toHaveNoAccess(fake, { user_identity_id })).toMatchObject({ pass: true });
  });
});

describe('a credential of an access grant that its access system has not deleted yet', () => {
  it('still opens the door after the ACS user is unlinked and the person is deleted', async () => {
    const { fake, seam, acs_user_id, acs_entrance_id, user_identity_id, said } = start({
      acs_sync_ms: 60_000,
    });
    fake.state.entranceAccess.deleteLeft(acs_user_id);
    await seam.accessGrants.create({
      user_identity_id,
      acs_entrance_ids: [acs_entrance_id],
      requested_access_methods: [{ mode: 'mobile_key' }],
    });
    fake.clock.advance(60_000);
    await seam.userIdentities.removeAcsUser({ user_identity_id, acs_user_id });
    await seam.userIdentities.delete({ user_identity_id });
    expect(await said()).toMatch(/entrance "Gate" .* unlinked from the user identity: credential/);
    fake.clock.advance(60_000);
    expect(await said()).toContain('No access of');
  });
});

describe('an access code that an offline lock has not removed yet', () => {
  it('still opens the door after the person is deleted, until the lock is online again', async () => {
    const { fake, seam, user_identity_id, device_id, said } = start();
    await seam.accessGrants.create({
      user_identity_id,
      device_ids: [device_id],
      requested_access_methods: [{ mode: 'code' }],
    });
    fake.provider.disconnectDevice(device_id);
    await seam.userIdentities.delete({ user_identity_id });
    expect(await said()).toMatch(/1 door is open.*\n- device "Front door" .* still on the device/);
    expect(await seam.accessCodes.list({ device_id })).toMatchObject([{ status: 'removing' }]);
    fake.provider.reconnectDevice(device_id);
    expect(await said()).toContain('No access of');
  });
});

describe('the matchers for access', () => {
  it('read the state at the call, before a request that the test did not wait for', async () => {
    const { fake, seam, user_identity_id } = start();
    const deletion = seam.userIdentities.delete({ user_identity_id });
    expect(await toHaveNoAccess(fake, { user_identity_id })).toMatchObject({ pass: false });
    await deletion;
    expect(await toHaveNoAccess(fake, { user_identity_id })).toMatchObject({ pass: true });
  });

  it('check people of every workspace', async () => {
    const { fake, user_identity_id, acs_user_id } = start({ isElsewhere: true });
    expect(await toHaveAccess(fake, { user_identity_id })).toMatchObject({ pass: true });
    expect(await toHaveAccess(fake, { acs_user_id })).toMatchObject({ pass: true });
  });

  it('do not take the filter of a list for a proof that the person existed', async () => {
    const { fake, seam } = start();
    const user_identity_id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';
    await seam.acs.users.list({ user_identity_id });
    await expect(toHaveNoAccess(fake, { user_identity_id })).rejects.toThrow('never existed');
  });
});

describe('an access code of a deleted person on a lock that is offline', () => {
  it('still opens the door when the lock becomes unmanaged', async () => {
    const { seam, user_identity_id, device_id, said } = start();
    await seam.accessGrants.create({
      user_identity_id,
      device_ids: [device_id],
      requested_access_methods: [{ mode: 'code' }],
    });
    await seam.devices.simulate.disconnect({ device_id });
    await seam.userIdentities.delete({ user_identity_id });
    await seam.devices.update({ device_id, is_managed: false });
    expect(await said()).toMatch(/device "Front door" .*: unmanaged access code .*, still on the device/);
  });
});

describe('a backup access code that was pulled for the code of a person', () => {
  const backup = /device "Front door" .*: access code "Backup .*, still on the device/;

  const pull = async (scene: ReturnType<typeof start>) => {
    const { seam, user_identity_id, device_id } = scene;
    await seam.devices.update({ device_id, backup_access_code_pool_enabled: true });
    const grant = await seam.accessGrants.create({
      user_identity_id,
      device_ids: [device_id],
      requested_access_methods: [{ mode: 'code' }],
      ends_at: '2026-02-01T00:00:00Z',
    });
    const [code] = await seam.accessCodes.list({ device_id });
    const { access_code_id } = await seam.accessCodes.pullBackupAccessCode({
      access_code_id: code?.access_code_id ?? '',
    });
    return { ...grant, access_code_id };
  };

  it('still opens the door until the lock has removed it, and is not access of a person before it is pulled', async () => {
    const scene = start();
    const { fake, seam, user_identity_id, device_id, said } = scene;
    await pull(scene);
    fake.provider.failNext('access_code.remove');
    await seam.userIdentities.delete({ user_identity_id });
    expect(await said()).toMatch(backup);
    fake.clock.advance(600_000);
    expect(await said()).not.toContain('Front door');
    expect(fake.state.accessCodes.by('device_id', device_id)).not.toEqual([]);
  });

  it('still opens the door when it is kept after the access grant', async () => {
    const scene = start({ deletion_ends_backup_code: false });
    const { access_grant_id, access_code_id } = await pull(scene);
    await scene.seam.accessGrants.delete({ access_grant_id });
    expect(await scene.said()).toMatch(backup);
    await scene.seam.accessCodes.delete({ access_code_id });
    expect(await scene.said()).not.toContain('Front door');
  });

  it('still opens the door of a lock that is offline when the lock becomes unmanaged', async () => {
    const scene = start();
    const { fake, seam, user_identity_id, device_id, said } = scene;
    const { access_code_id } = await pull(scene);
    await seam.devices.simulate.disconnect({ device_id });
    await seam.userIdentities.delete({ user_identity_id });
    await seam.devices.update({ device_id, is_managed: false });
    expect(await said()).toMatch(/unmanaged access code "Backup/);
    expect(await toHaveAccess(fake, { access_code_id })).toMatchObject({ pass: true });
  });
});

describe('a client session of a person that includes a connected account', () => {
  const open = () => {
    const scene = start();
    const { fake, user_identity_id, device_id, acs_user_id } = scene;
    fake.state.entranceAccess.deleteLeft(acs_user_id);
    const { connected_account_id } = fake.state.devices.require(device_id, fake.workspaceId);
    fake.add.thermostat({ connected_account_id });
    const { token, client_session_id } = fake.add.clientSession({
      user_identity_id,
      connected_account_ids: [connected_account_id],
    });
    const unlock = () =>
      createSeam({ clientSessionToken: token, endpoint: fake.endpoint, fetch: fake.fetch }).locks.unlockDoor({
        device_id,
      });
    return { ...scene, client_session_id, unlock };
  };

  it('opens the locks of the account until it is revoked', async () => {
    const { seam, device_id, client_session_id, said, unlock } = open();
    await expect(unlock()).resolves.toMatchObject({ status: 'success' });
    expect(await said()).toMatch(
      new RegExp(
        `1 door is open.\n- device "Front door" .${device_id}.: client session ${client_session_id} with`,
      ),
    );
    await seam.clientSessions.revoke({ client_session_id });
    expect(await said()).toContain('No access of');
    await expect(unlock()).rejects.toMatchObject({ type: 'client_session_revoked' });
  });

  it('opens nothing after the person is deleted', async () => {
    const { seam, user_identity_id, said } = open();
    await seam.userIdentities.delete({ user_identity_id });
    expect(await said()).toContain('No access of');
  });
});
