import { describe, expect, it } from 'vitest';
import { createFakeSeam } from '../fake/create-fake.ts';
import { toHaveNoAccess } from './matchers.ts';

const end = '2026-02-01T00:00:00.000Z';

/** A person with an access grant for a lock, and an ACS user with an entrance, all in one account; and a code without a user identity. */
const start = async () => {
  const fake = createFakeSeam({ seed: 'empty', strict: true });
  const { seam, add } = fake;
  const { connected_account_id } = add.connectedAccount();
  const { device_id } = add.device({ name: 'Front door', connected_account_id });
  const { acs_system_id } = add.acsSystem({ connected_account_id });
  const { acs_entrance_id } = add.acsEntrance({ acs_system_id, display_name: 'Gate' });
  const { user_identity_id } = add.userIdentity();
  const { acs_user_id } = add.acsUser({ acs_system_id, user_identity_id });
  await seam.acs.entrances.grantAccess({ acs_entrance_id, acs_user_id });
  await seam.accessGrants.create({
    user_identity_id,
    device_ids: [device_id],
    ends_at: end,
    requested_access_methods: [{ mode: 'code' }],
  });
  const { access_code_id } = await seam.accessCodes.create({ device_id, code: '4711' });
  const said = async (subject: Parameters<typeof toHaveNoAccess>[1]) =>
    (await toHaveNoAccess(fake, subject)).message();
  const ids = { connected_account_id, device_id, acs_entrance_id, user_identity_id, acs_user_id };
  return { fake, seam, clock: fake.clock, access_code_id, said, ...ids };
};

describe('the doors of a connected account that was deleted', () => {
  it('stay open for the person, also after the person is deleted, until the access ends', async () => {
    const { seam, clock, said, connected_account_id, user_identity_id, device_id } = await start();
    await seam.connectedAccounts.delete({ connected_account_id });
    const text = await said({ user_identity_id });
    expect(text).toContain('2 doors are open');
    expect(text).toMatch(/device "Front door" .* still at the provider after its account was deleted/);
    expect(text).toMatch(/entrance "Gate" .* still at the provider after its account was deleted/);
    await seam.userIdentities.delete({ user_identity_id });
    expect(await said({ user_identity_id, device_id })).toContain('1 door is open');
    clock.set(end);
    expect(await said({ user_identity_id, device_id })).toContain('No access');
    expect(await said({ user_identity_id })).toContain('1 door is open');
  });

  it('stay open for the ACS user, and by an access code without a user identity', async () => {
    const { fake, seam, said, connected_account_id, acs_user_id, access_code_id } = await start();
    await seam.connectedAccounts.delete({ connected_account_id });
    fake.restore(JSON.parse(JSON.stringify(fake.snapshot())) as ReturnType<typeof fake.snapshot>);
    expect(await said({ acs_user_id })).toContain(`ACS user ${acs_user_id}, still at the provider`);
    expect(await said({ access_code_id })).toContain(`access code ${access_code_id}, still at the provider`);
  });

  it('are closed when the access was revoked before', async () => {
    const { seam, said, connected_account_id, user_identity_id, access_code_id } = await start();
    await seam.userIdentities.delete({ user_identity_id });
    await seam.accessCodes.delete({ access_code_id });
    await seam.connectedAccounts.delete({ connected_account_id });
    expect(await said({ user_identity_id })).toContain('No access');
    expect(await said({ access_code_id })).toContain('No access');
  });

  it('open when a credential that was issued before starts', async () => {
    const { seam, clock, said, connected_account_id, acs_entrance_id, user_identity_id } = await start();
    const subject = { user_identity_id, acs_entrance_id };
    await seam.acs.users.revokeAccessToAllEntrances({ user_identity_id });
    await seam.accessGrants.create({
      user_identity_id,
      acs_entrance_ids: [acs_entrance_id],
      starts_at: '2026-01-10T00:00:00.000Z',
      ends_at: end,
      requested_access_methods: [{ mode: 'mobile_key' }],
    });
    await seam.connectedAccounts.delete({ connected_account_id });
    expect(await said(subject)).toContain('No access');
    clock.set('2026-01-10T00:00:00.000Z');
    expect(await said(subject)).toContain('still at the provider');
    clock.set(end);
    expect(await said(subject)).toContain('No access');
  });

  it('open within the schedules of the ACS user and of its access group only', async () => {
    const { fake, seam, clock, connected_account_id, acs_entrance_id, acs_user_id, said } = await start();
    const { acs_system_id } = fake.state.acsUsers.require(acs_user_id, fake.workspaceId);
    const { acs_access_group_id } = fake.add.acsAccessGroup({
      acs_system_id,
      access_schedule: { starts_at: '2026-01-05T00:00:00.000Z', ends_at: '2026-01-20T00:00:00.000Z' },
    });
    const group = { acs_access_group_id, acs_entrance_id };
    fake.state.groupEntrances.add(group.acs_access_group_id, group.acs_entrance_id);
    const schedule = { starts_at: '2026-01-01T00:00:00.000Z', ends_at: '2026-01-15T00:00:00.000Z' };
    const other = fake.add.acsUser({ acs_system_id, access_schedule: schedule }).acs_user_id;
    await seam.acs.users.addToAccessGroup({ acs_user_id: other, acs_access_group_id });
    await seam.connectedAccounts.delete({ connected_account_id });
    const isOpen = async () => !(await said({ acs_user_id: other })).startsWith('No access');
    expect(await isOpen()).toBe(false);
    clock.set('2026-01-05T00:00:00.000Z');
    expect(await isOpen()).toBe(true);
    clock.set('2026-01-15T00:00:00.000Z');
    expect(await isOpen()).toBe(false);
  });
});
