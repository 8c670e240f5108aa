import { describe, expect, it } from 'vitest';
import { createFakeSeam } from '../../fake/create-fake.ts';
import { matchers } from '../../matchers/matchers.ts';
import { grantScene } from './grant-scene.test-helper.ts';

expect.extend(matchers);

const later = '2026-01-03T00:00:00.000Z';

const scene = async (
  assumptions: object = {},
  modes: readonly ('code' | 'mobile_key' | 'cloud_key' | 'card')[] = ['code'],
) => {
  const fake = grantScene({ assumptions });
  const { seam, state, user_identity_id, device_id, acs_entrance_id } = fake;
  const { access_grant_id, access_method_ids } = await seam.accessGrants.create({
    user_identity_id,
    device_ids: [device_id],
    acs_entrance_ids: [acs_entrance_id],
    ends_at: '2026-01-02T00:00:00.000Z',
    requested_access_methods: modes.map((mode) => ({ mode })),
  });
  const [user] = state.acsUsers.by('user_identity_id', user_identity_id);
  const acs_user_id = user?.acs_user_id ?? '';
  const access_method_id = access_method_ids.at(-1) ?? '';
  const issued = async () => (await seam.accessMethods.get({ access_method_id })).is_issued;
  const warnings = async () =>
    (await seam.accessGrants.get({ access_grant_id })).warnings.map(({ warning_code }) => warning_code);
  const doors = async () => [
    (await seam.acs.users.listAccessibleEntrances({ acs_user_id })).length,
    (await seam.userIdentities.listAccessibleEntrances({ user_identity_id })).length,
    (await seam.acs.entrances.listCredentialsWithAccess({ acs_entrance_id })).length,
  ];
  const since = async (change: () => Promise<unknown>) => {
    const before = state.events.size;
    await change();
    return fake.eventTypes().slice(before);
  };
  return { ...fake, access_grant_id, access_method_id, acs_user_id, issued, warnings, doors, since };
};

const ways = [
  ['revoking the access of the ACS user', 'revoke'],
  ['deleting the ACS user', 'delete'],
  ['deleting the credential', 'credential'],
] as const;

describe('after the access of an access grant is taken in the access system', () => {
  const take = ({ seam, state, acs_user_id }: Awaited<ReturnType<typeof scene>>, way: string) => {
    if (way === 'delete') return seam.acs.users.delete({ acs_user_id });
    if (way === 'revoke') return seam.acs.users.revokeAccessToAllEntrances({ acs_user_id });
    const [credential] = [...state.acsCredentials];
    return seam.acs.credentials.delete({ acs_credential_id: credential?.acs_credential_id ?? '' });
  };

  it.each(ways)('by %s, no list has the door', async (_, way) => {
    const fake = await scene({}, ['mobile_key']);
    expect(await fake.doors()).toEqual([1, 1, 1]);
    const events = await fake.since(() => take(fake, way));
    const { seam, user_identity_id, acs_entrance_id } = fake;
    expect(await seam.userIdentities.listAccessibleEntrances({ user_identity_id })).toEqual([]);
    expect(await seam.acs.entrances.listCredentialsWithAccess({ acs_entrance_id })).toEqual([]);
    expect(events).toContain('access_grant.access_to_door_lost');
    expect(events.at(-1)).toBe('access_method.revoked');
    expect(await fake.issued()).toBe(false);
    expect(await fake.warnings()).toEqual(['underprovisioned_access']);
  });

  it.each(ways)('by %s, a later change of the access grant does not restore it', async (_, way) => {
    const fake = await scene({}, ['mobile_key']);
    const { seam, state, access_grant_id, user_identity_id } = fake;
    await take(fake, way);
    const users = state.acsUsers.size;
    const events = await fake.since(() => seam.accessGrants.update({ access_grant_id, ends_at: later }));
    expect(events).toEqual(['access_grant.access_times_changed']);
    expect(await seam.userIdentities.listAccessibleEntrances({ user_identity_id })).toEqual([]);
    expect([await fake.issued(), state.acsUsers.size]).toEqual([false, users]);
  });

  it.each(ways)('by %s, a later change restores it with events, if assumed', async (_, way) => {
    const fake = await scene({ revoked_access_of_grants: 'grants_again' }, ['mobile_key']);
    const { seam, access_grant_id, user_identity_id } = fake;
    await take(fake, way);
    const events = await fake.since(() => seam.accessGrants.update({ access_grant_id, ends_at: later }));
    expect(events).toContain('access_grant.access_granted_to_door');
    expect(events).toContain('access_method.reissued');
    expect(await seam.userIdentities.listAccessibleEntrances({ user_identity_id })).toHaveLength(1);
    expect(await fake.warnings()).toEqual([]);
  });

  it('client sessions and matchers agree', async () => {
    const fake = await scene({}, ['mobile_key']);
    const { seam, state, user_identity_id, acs_entrance_id } = fake;
    const [session] = [...state.clientSessions];
    const guest = fake.as({ clientSessionToken: session?.token ?? '' });
    expect(await guest.acs.entrances.list()).toHaveLength(1);
    await expect(fake).toHaveAccess({ user_identity_id, acs_entrance_id });
    await seam.acs.users.suspend({ acs_user_id: fake.acs_user_id });
    expect(await guest.acs.entrances.list()).toEqual([]);
    await expect(fake).toHaveNoAccess({ user_identity_id });
    await seam.acs.users.unsuspend({ acs_user_id: fake.acs_user_id });
    await take(fake, 'revoke');
    expect(await guest.acs.entrances.list()).toEqual([]);
    await expect(fake).toHaveNoAccess({ user_identity_id });
  });

  it('the access method of an entrance that the access system removed is revoked', async () => {
    const fake = await scene({}, ['cloud_key']);
    const { seam, state } = fake;
    const [account] = [...state.acsSystems].map(({ connected_account_id }) => connected_account_id);
    await seam.connectedAccounts.delete({ connected_account_id: account ?? '' });
    expect(await fake.issued()).toBe(false);
    expect(fake.eventTypes()).toContain('access_method.revoked');
    expect(await fake.entrances()).toEqual([]);
  });

  it('an access method with a code on a device stays issued', async () => {
    const fake = await scene();
    const events = await fake.since(() => take(fake, 'revoke'));
    expect(events).toEqual(['access_grant.access_to_door_lost']);
    expect(await fake.issued()).toBe(true);
    expect(await fake.devices()).toEqual(['Front door']);
    expect(await fake.warnings()).toEqual(['underprovisioned_access']);
  });

  it('a card is not to be encoded any more', async () => {
    const fake = await scene({}, ['card']);
    const { seam, access_method_id, access_grant_id } = fake;
    await take(fake, 'revoke');
    await seam.accessGrants.update({ access_grant_id, ends_at: later });
    expect(await seam.accessMethods.get({ access_method_id })).toMatchObject({
      is_issued: false,
      is_encoding_required: false,
      is_ready_for_encoding: false,
    });
  });

  it('an access method that is requested afterwards opens the door', async () => {
    const fake = await scene({}, ['mobile_key']);
    await take(fake, 'revoke');
    await fake.seam.accessGrants.requestAccessMethods({
      access_grant_id: fake.access_grant_id,
      requested_access_methods: [{ mode: 'cloud_key' }],
    });
    expect(await fake.doors()).toEqual([1, 1, 1]);
  });

  it('takes the time of the access system', async () => {
    const fake = await scene({ acs_sync_ms: 1000 }, ['mobile_key']);
    fake.clock.advance(5000);
    await take(fake, 'revoke');
    expect([await fake.doors(), await fake.issued()]).toEqual([[1, 1, 1], true]);
    fake.clock.advance(1000);
    expect([await fake.doors(), await fake.issued()]).toEqual([[0, 0, 0], false]);
  });
});

describe('an access grant opens', () => {
  it('nothing without an issued access method', async () => {
    const { seam, add, devices, entrances, user_identity_id, device_id, acs_entrance_id } = grantScene();
    add.accessGrant({ user_identity_id, device_ids: [device_id], acs_entrance_ids: [acs_entrance_id] });
    expect([await devices(), await entrances()]).toEqual([[], []]);
    await seam.accessGrants.create({
      user_identity_id,
      acs_entrance_ids: [acs_entrance_id],
      requested_access_methods: [{ mode: 'card' }],
    });
    expect(await entrances()).toEqual([]);
  });

  it('in the lists all doors it names, if assumed', async () => {
    const { add, devices, entrances, user_identity_id, device_id, acs_entrance_id } = grantScene({
      assumptions: { doors_of_access_grants: 'named' },
    });
    add.accessGrant({ user_identity_id, device_ids: [device_id], acs_entrance_ids: [acs_entrance_id] });
    expect([await devices(), await entrances()]).toEqual([['Front door'], ['Gate']]);
  });

  it('nothing while its ACS user is suspended, and all of it afterwards', async () => {
    const fake = await scene();
    const { seam, acs_user_id, entrances } = fake;
    expect(await fake.since(() => seam.acs.users.suspend({ acs_user_id }))).toEqual([]);
    expect(await entrances()).toEqual([]);
    expect([await fake.issued(), await fake.warnings()]).toEqual([true, []]);
    await seam.acs.users.unsuspend({ acs_user_id });
    expect(await entrances()).toEqual(['Gate']);
  });

  it('its doors also after its ACS user is unlinked, which keeps the credentials', async () => {
    const { seam, acs_user_id, user_identity_id, entrances, issued } = await scene();
    await seam.userIdentities.removeAcsUser({ user_identity_id, acs_user_id });
    expect(await entrances()).toEqual(['Gate']);
    expect(await issued()).toBe(true);
    await seam.acs.users.revokeAccessToAllEntrances({ acs_user_id });
    expect(await entrances()).toEqual([]);
  });

  it('a device until the device has removed the code', async () => {
    const fake = await scene({ revoke_device_ends_grants: true, access_code_sync_ms: 1000 });
    const { seam, clock, user_identity_id, device_id, access_grant_id } = fake;
    clock.advance(1000);
    await seam.userIdentities.revokeAccessToDevice({ user_identity_id, device_id });
    expect(await fake.devices()).toEqual(['Front door']);
    clock.advance(1000);
    expect(await fake.devices()).toEqual([]);
    expect(await fake.warnings()).toEqual(['underprovisioned_access']);
    await seam.accessGrants.update({ access_grant_id, ends_at: later });
    clock.advance(1000);
    expect(await fake.devices()).toEqual([]);
  });
});

describe('an access code of an access grant that somebody disables at the lock', () => {
  it('opens nothing in any list until it is enabled again', async () => {
    const { add, seam, provider } = createFakeSeam({ seed: 'empty' });
    const { user_identity_id } = add.userIdentity();
    const { device_id } = add.device();
    await seam.accessGrants.create({
      user_identity_id,
      device_ids: [device_id],
      requested_access_methods: [{ mode: 'code' }],
    });
    const [code] = await seam.accessCodes.list({ device_id });
    const { access_code_id = '' } = code ?? {};
    const openDevices = () => seam.userIdentities.listAccessibleDevices({ user_identity_id });
    provider.disableAccessCode(access_code_id);
    expect(await openDevices()).toEqual([]);
    provider.enableAccessCode(access_code_id);
    expect(await openDevices()).toHaveLength(1);
  });
});
