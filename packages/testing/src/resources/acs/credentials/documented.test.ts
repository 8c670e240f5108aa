import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../../../test/checked-fake.test-helper.ts';

const start = (external_type = 'visionline_system', assumptions = {}) => {
  const fake = createCheckedFake({ seed: 'empty', assumptions });
  const { acs_system_id } = fake.add.acsSystem({ external_type });
  const { user_identity_id } = fake.add.userIdentity({ full_name: 'Ada', email_address: 'ada@example.com' });
  const { acs_user_id } = fake.add.acsUser({ acs_system_id, full_name: 'Ada', user_identity_id });
  const doors = (count: number) =>
    Array.from({ length: count }, () => fake.add.acsEntrance({ acs_system_id }).acs_entrance_id);
  const create = (params: object) =>
    fake.seam.acs.credentials.create({ acs_user_id, access_method: 'card', ...params });
  return { ...fake, acs_system_id, acs_user_id, user_identity_id, doors, create };
};

const refused = { statusCode: 400 };

describe('the brands of access systems', () => {
  it.each([
    ['salto_ks_site', 'code', 'salto_ks_credential'],
    ['salto_ks_site', 'card', 'salto_ks_tag'],
    ['salto_space_system', 'card', 'salto_space_key'],
    ['visionline_system', 'mobile_key', 'visionline_card'],
    ['assa_abloy_vostio', 'card', 'assa_abloy_vostio_key'],
    ['latch_building', 'code', 'latch_access'],
    ['brivo_account', 'cloud_key', 'brivo_credential'],
    ['hotek_site', 'card', 'hotek_card'],
    ['dormakaba_ambiance_site', 'mobile_key', 'dormakaba_ambiance_credential'],
  ])('a %s names a credential with the access method %s %s', async (system, access_method, external_type) => {
    const { create } = start(system);
    const credential = await create({ access_method });
    expect(credential).toMatchObject({ external_type, access_method });
    expect(credential.external_type_display_name).toBeTypeOf('string');
  });

  it.each([
    ['visionline_system', 'code'],
    ['visionline_system', 'cloud_key'],
    ['latch_building', 'card'],
    ['latch_building', 'cloud_key'],
    ['hotek_site', 'mobile_key'],
    ['hotek_site', 'cloud_key'],
    ['salto_space_system', 'cloud_key'],
    ['dormakaba_community_site', 'cloud_key'],
    ['dormakaba_ambiance_site', 'code'],
  ])('a %s refuses a credential with the access method %s', async (system, access_method) => {
    const { create } = start(system);
    await expect(create({ access_method })).rejects.toMatchObject({ ...refused, type: 'not_supported' });
  });

  it.each([
    ['salto_ks_site', 'code'],
    ['latch_building', 'code'],
    ['latch_building', 'mobile_key'],
  ])('a %s generates the code: a request for a %s cannot name one', async (system, access_method) => {
    const { create } = start(system);
    await expect(create({ access_method, code: '1234' })).rejects.toMatchObject(refused);
    const { code } = await create({ access_method });
    expect(code).toEqual(access_method === 'code' ? expect.stringMatching(/^\d+$/) : undefined);
  });

  it('a generated code cannot be replaced', async () => {
    const { seam, create } = start('salto_ks_site');
    const { acs_credential_id } = await create({ access_method: 'code' });
    await expect(seam.acs.credentials.update({ acs_credential_id, code: '1234' })).rejects.toMatchObject(
      refused,
    );
  });

  it('a code of Latch opens one entrance, a mobile key opens several', async () => {
    const { create, doors } = start('latch_building');
    const allowed_acs_entrance_ids = doors(2);
    await expect(create({ access_method: 'code', allowed_acs_entrance_ids })).rejects.toMatchObject(refused);
    await create({ access_method: 'code', allowed_acs_entrance_ids: allowed_acs_entrance_ids.slice(1) });
    await create({ access_method: 'mobile_key', allowed_acs_entrance_ids });
  });

  it.each(['0', '4294967297'])('a PTI site refuses the code %s', async (code) => {
    const { create } = start('pti_site');
    await expect(create({ access_method: 'code', code })).rejects.toMatchObject(refused);
    expect(await create({ access_method: 'code', code: '4294967296' })).toMatchObject({ code: '4294967296' });
  });

  it('a Salto Space user has at most one card and one mobile key', async () => {
    const { seam, create, user_identity_id, acs_system_id } = start('salto_space_system');
    const { acs_credential_id } = await create({ salto_space_metadata: { assign_new_key: true } });
    await create({ access_method: 'mobile_key', is_multi_phone_sync_credential: true });
    await expect(create({ access_method: 'mobile_key' })).rejects.toMatchObject(refused);
    await expect(create({ salto_space_metadata: { assign_new_key: true } })).rejects.toMatchObject(refused);
    await expect(
      seam.acs.credentials.create({ user_identity_id, acs_system_id, access_method: 'card' }),
    ).rejects.toMatchObject(refused);
    await seam.acs.credentials.delete({ acs_credential_id });
    const next = await create({ salto_space_metadata: { assign_new_key: true } });
    expect(next.acs_credential_id).not.toBe(acs_credential_id);
  });

  it('a Salto Space card is written again with changed permissions', async () => {
    const { seam, add, acs_system_id, create } = start('salto_space_system');
    const { acs_encoder_id } = add.acsEncoder({ acs_system_id });
    const { acs_credential_id } = await create({ salto_space_metadata: { assign_new_key: true } });
    await seam.acs.encoders.encodeCredential({ acs_encoder_id, acs_credential_id });
    expect(await create({ salto_space_metadata: { assign_new_key: false } })).toMatchObject({
      acs_credential_id,
      warnings: [{ warning_code: 'needs_to_be_reissued' }],
    });
    await seam.acs.encoders.encodeCredential({ acs_encoder_id, acs_credential_id });
    expect((await seam.acs.credentials.get({ acs_credential_id })).warnings).toEqual([]);
  });

  it('a Visionline credential lists its guest and common entrances', async () => {
    const { add, acs_system_id, create, doors } = start();
    const [room = ''] = doors(1);
    const lobby = add.acsEntrance({ acs_system_id, visionline_metadata: { door_category: 'common' } });
    const allowed_acs_entrance_ids = [room, lobby.acs_entrance_id];
    expect(await create({ allowed_acs_entrance_ids })).toMatchObject({
      visionline_metadata: {
        card_function_type: 'guest',
        is_valid: true,
        guest_acs_entrance_ids: [room],
        common_acs_entrance_ids: [lobby.acs_entrance_id],
      },
    });
  });
});
