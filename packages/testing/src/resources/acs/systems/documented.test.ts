import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../../../test/checked-fake.test-helper.ts';

const start = (external_type: string) => {
  const fake = createCheckedFake({ seed: 'empty' });
  const system = fake.add.acsSystem({ external_type, name: 'House' });
  return { ...fake, acs_system_id: system.acs_system_id };
};

describe('an access system', () => {
  it.each([
    ['salto_ks_site', 'Salto KS site', 'salto_ks_access_group'],
    ['salto_space_system', 'Salto Space system', 'salto_space_group'],
    ['brivo_account', 'Brivo account', 'brivo_group'],
    ['pti_site', 'PTI site', 'pti_access_level'],
    ['dormakaba_community_site', 'Dormakaba Community site', 'dormakaba_community_access_group'],
    ['dormakaba_ambiance_site', 'Dormakaba Ambiance site', 'dormakaba_ambiance_access_group'],
    ['avigilon_alta_org', 'Avigilon Alta organization', 'avigilon_alta_group'],
    ['kisi_organization', 'Kisi organization', 'kisi_access_group'],
  ])('%s has the name, the image and the groups of its brand', async (external_type, name, group) => {
    const { seam, add, acs_system_id } = start(external_type);
    const system = await seam.acs.systems.get({ acs_system_id });
    expect(system).toMatchObject({
      external_type,
      external_type_display_name: name,
      system_type: external_type,
      system_type_display_name: name,
      image_alt_text: `${name} Logo`,
      is_credential_manager: false,
      connected_account_ids: [system.connected_account_id],
    });
    expect(system.image_url).toMatch(/^https:/);
    const { acs_access_group_id } = add.acsAccessGroup({ acs_system_id, name: 'Staff' });
    expect(await seam.acs.accessGroups.get({ acs_access_group_id })).toMatchObject({
      name: 'Staff',
      display_name: 'Staff',
      external_type: group,
      access_group_type: group,
    });
  });

  it('counts its users and its access groups', async () => {
    const { seam, add, acs_system_id } = start('brivo_account');
    add.acsUser({ acs_system_id });
    add.acsAccessGroup({ acs_system_id });
    expect(await seam.acs.systems.get({ acs_system_id })).toMatchObject({
      acs_user_count: 1,
      acs_access_group_count: 1,
    });
  });

  it('of Visionline has the identifiers that mobile keys need', async () => {
    const { seam, acs_system_id } = start('visionline_system');
    expect((await seam.acs.systems.get({ acs_system_id })).visionline_metadata).toEqual({
      lan_address: '192.168.1.100',
      mobile_access_uuid: '1',
      system_id: '1',
    });
  });

  it.each([
    ['visionline_system', 'assa_abloy_credential_service'],
    ['assa_abloy_vostio', 'assa_abloy_vostio_credential_service'],
    ['dormakaba_ambiance_site', 'legic_connect_credential_service'],
  ])('%s is compatible with the credential manager %s, its default', async (external_type, manager) => {
    const { seam, add, acs_system_id } = start(external_type);
    const { acs_system_id: id } = add.acsSystem({ external_type: manager });
    add.acsSystem({ external_type: 'hid_credential_manager_organization' });
    expect(await seam.acs.systems.listCompatibleCredentialManagerAcsSystems({ acs_system_id })).toMatchObject(
      [{ acs_system_id: id, is_credential_manager: true }],
    );
    const later = add.acsSystem({ external_type });
    expect(later.default_credential_manager_acs_system_id).toBe(id);
  });

  it.each(['House', 'hou'])('is found by its name: %s', async (search) => {
    const { seam, add, acs_system_id } = start('brivo_account');
    add.acsSystem({ name: 'Garage' });
    expect(await seam.acs.systems.list({ search })).toMatchObject([{ acs_system_id }]);
    expect(await seam.acs.systems.list({ search: acs_system_id })).toHaveLength(1);
  });
});
