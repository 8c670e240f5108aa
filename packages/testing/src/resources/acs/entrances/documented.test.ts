import { describe, expect, it } from 'vitest';
import { createFakeSeam } from '../../../fake/create-fake.ts';
import { createCheckedFake } from '../../../../test/checked-fake.test-helper.ts';

const start = (external_type = 'visionline_system') => {
  const fake = createCheckedFake({ seed: 'empty' });
  const { acs_system_id } = fake.add.acsSystem({ external_type });
  const { acs_user_id } = fake.add.acsUser({ acs_system_id, full_name: 'Ada' });
  const entrance = fake.add.acsEntrance({ acs_system_id, display_name: 'Suite 12' });
  return { ...fake, acs_system_id, acs_user_id, entrance, acs_entrance_id: entrance.acs_entrance_id };
};

/** The access methods of an entrance: code, card, mobile key, cloud key. */
const methods = ['code', 'card', 'mobile_key', 'cloud_key'] as const;

describe('the abilities of an entrance', () => {
  it.each([
    ['visionline_system', ['card', 'mobile_key'], true],
    ['assa_abloy_vostio', ['card', 'mobile_key'], true],
    ['dormakaba_community_site', ['card', 'mobile_key'], true],
    ['dormakaba_ambiance_site', ['card', 'mobile_key'], true],
    ['hotek_site', ['card'], false],
    ['latch_building', ['code', 'mobile_key'], false],
    ['salto_space_system', ['card', 'mobile_key'], false],
    ['salto_ks_site', ['code', 'card', 'mobile_key', 'cloud_key'], false],
    ['brivo_account', ['code', 'card', 'mobile_key', 'cloud_key'], false],
    ['avigilon_alta_org', ['code', 'card', 'mobile_key', 'cloud_key'], false],
    ['pti_site', ['code', 'card'], false],
    ['akiles_organization', ['code', 'mobile_key', 'cloud_key'], false],
  ])('of a %s are those of its brand', async (external_type, supported, can_belong_to_reservation) => {
    const { seam, acs_entrance_id } = start(external_type);
    const entrance = await seam.acs.entrances.get({ acs_entrance_id });
    expect(methods.filter((method) => entrance[`can_unlock_with_${method}`])).toEqual(supported);
    expect(methods.every((method) => typeof entrance[`can_unlock_with_${method}`] === 'boolean')).toBe(true);
    expect(entrance.can_belong_to_reservation).toBe(can_belong_to_reservation);
  });

  it('do not include reservations for a door that all guests share', () => {
    const { add, acs_system_id } = start();
    const lobby = add.acsEntrance({ acs_system_id, visionline_metadata: { door_category: 'common' } });
    expect(lobby.can_belong_to_reservation).toBe(false);
  });

  it.each(methods)('refuse a new credential with the access method %s that it lacks', async (method) => {
    const { seam, add, acs_user_id, acs_system_id } = start('brivo_account');
    const { acs_entrance_id } = add.acsEntrance({ acs_system_id, [`can_unlock_with_${method}`]: false });
    const request = { acs_user_id, allowed_acs_entrance_ids: [acs_entrance_id] };
    await expect(seam.acs.credentials.create({ ...request, access_method: method })).rejects.toMatchObject({
      type: 'not_supported',
    });
    const other = methods.find((name) => name !== method) ?? 'code';
    const { acs_credential_id } = await seam.acs.credentials.create({ ...request, access_method: other });
    expect(await seam.acs.entrances.list({ acs_credential_id })).toMatchObject([{ acs_entrance_id }]);
  });

  it('without cloud keys cannot be unlocked remotely', async () => {
    const { seam, add, acs_system_id, acs_user_id } = start('brivo_account');
    const { acs_entrance_id } = add.acsEntrance({ acs_system_id, can_unlock_with_cloud_key: false });
    const { acs_credential_id } = add.acsCredential({ acs_user_id, access_method: 'cloud_key' });
    await expect(seam.acs.entrances.unlock({ acs_entrance_id, acs_credential_id })).rejects.toMatchObject({
      type: 'not_supported',
    });
  });
});

describe('the metadata of an entrance', () => {
  it.each([
    ['visionline_system', { visionline_metadata: { door_category: 'guest', door_name: 'Suite 12' } }],
    ['assa_abloy_vostio', { assa_abloy_vostio_metadata: { door_name: 'Suite 12', door_type: 'GuestDoor' } }],
    ['salto_ks_site', { salto_ks_metadata: { door_name: 'Suite 12', online: true, privacy_mode: false } }],
    ['salto_space_system', { salto_space_metadata: { door_name: 'Suite 12' } }],
    ['latch_building', { latch_metadata: { door_name: 'Suite 12', is_connected: true } }],
    ['brivo_account', { brivo_metadata: { site_name: 'Suite 12' } }],
    ['avigilon_alta_org', { avigilon_alta_metadata: { entry_name: 'Suite 12' } }],
    ['dormakaba_ambiance_site', { dormakaba_ambiance_metadata: { access_point_name: 'Suite 12' } }],
    ['dormakaba_community_site', { dormakaba_community_metadata: { access_point_profile: 'Suite 12' } }],
    ['hotek_site', { hotek_metadata: { room_number: 'Suite 12' } }],
  ])('of a %s is in the terms of the brand', async (external_type, metadata) => {
    const { seam, acs_entrance_id } = start(external_type);
    const entrance = await seam.acs.entrances.get({ acs_entrance_id });
    expect(entrance).toMatchObject(metadata);
    expect(Object.keys(entrance).filter((name) => name.endsWith('_metadata'))).toHaveLength(1);
  });
});

describe('unlocking an entrance with a credential', () => {
  it('fails while the access system is still creating the credential', async () => {
    const { add, seam, clock } = createFakeSeam({ seed: 'empty', assumptions: { acs_sync_ms: 60_000 } });
    const { acs_system_id } = add.acsSystem({ external_type: 'brivo_account' });
    const { acs_entrance_id } = add.acsEntrance({ acs_system_id });
    const { user_identity_id } = add.userIdentity();
    await seam.accessGrants.create({
      user_identity_id,
      acs_entrance_ids: [acs_entrance_id],
      requested_access_methods: [{ mode: 'cloud_key' }],
    });
    const [credential] = await seam.acs.credentials.list({ user_identity_id });
    const { acs_credential_id = '' } = credential ?? {};
    const unlock = () => seam.acs.entrances.unlock({ acs_entrance_id, acs_credential_id });
    expect(await seam.userIdentities.listAccessibleEntrances({ user_identity_id })).toEqual([]);
    await expect(unlock()).rejects.toMatchObject({ name: 'SeamActionAttemptFailedError' });
    clock.advance(600_000);
    expect(await seam.userIdentities.listAccessibleEntrances({ user_identity_id })).toHaveLength(1);
    expect(await unlock()).toMatchObject({ status: 'success' });
  });
});
