import { describe, expect, it } from 'vitest';
import { grantScene } from '../access-grants/grant-scene.test-helper.ts';

describe('spaces', () => {
  it('count their contents, and are found by key', async () => {
    const { seam, device_id, acs_entrance_id } = grantScene();
    const { space_id } = await seam.spaces.create({
      name: 'Lobby',
      space_key: 'lobby',
      customer_key: 'lakeside',
      device_ids: [device_id],
      acs_entrance_ids: [acs_entrance_id],
      customer_data: { time_zone: 'Europe/Amsterdam' },
    });
    expect(await seam.spaces.get({ space_key: 'lobby' })).toMatchObject({
      space_id,
      display_name: 'Lobby',
      device_count: 1,
      acs_entrance_count: 1,
      customer_data: { time_zone: 'Europe/Amsterdam' },
    });
    expect(await seam.devices.get({ device_id })).toMatchObject({ space_ids: [space_id] });
    expect(await seam.devices.list({ space_id })).toMatchObject([{ device_id }]);
    expect(await seam.spaces.list({ customer_key: 'lakeside' })).toMatchObject([{ space_id }]);
    expect(await seam.spaces.list({ search: 'FLA' })).toMatchObject([{ name: 'Flat' }]);
    expect(await seam.spaces.list({ space_key: 'nothing' })).toEqual([]);
  });

  it('have a unique key', async () => {
    const { seam } = grantScene();
    await expect(seam.spaces.create({ name: 'Flat', space_key: 'flat' })).rejects.toMatchObject({
      statusCode: 409,
      type: 'space_key_conflict',
    });
  });

  it('add and remove contents, with one event per change', async () => {
    const { seam, add, state, space_id, device_id, second, acs_entrance_id, eventTypes } = grantScene();
    await seam.spaces.addDevices({ space_id, device_ids: [device_id, second] });
    await seam.spaces.addDevices({ space_id, device_ids: [device_id] });
    await seam.spaces.addAcsEntrances({ space_id, acs_entrance_ids: [acs_entrance_id] });
    expect(eventTypes()).toEqual(['space.device_membership_changed', 'space.device_membership_changed']);
    expect([...state.events].at(-1)).toMatchObject({
      space_id,
      space_key: 'flat',
      device_ids: [second, device_id],
      acs_entrance_ids: [acs_entrance_id],
    });
    await seam.spaces.removeAcsEntrances({ space_id, acs_entrance_ids: [acs_entrance_id] });
    await seam.spaces.removeAcsEntrances({ space_id, acs_entrance_ids: [acs_entrance_id] });
    await seam.spaces.removeDevices({ space_id, device_ids: [device_id, second] });
    expect(await seam.spaces.get({ space_id })).toMatchObject({ device_count: 0, acs_entrance_count: 0 });
    await expect(seam.spaces.addDevices({ space_id, device_ids: [acs_entrance_id] })).rejects.toMatchObject({
      type: 'device_not_found',
    });
    const unmanaged = add.device({ is_managed: false }).device_id;
    await expect(seam.spaces.create({ name: 'Attic', device_ids: [unmanaged] })).rejects.toMatchObject({
      type: 'device_unmanaged',
    });
  });

  it('reject a repeated removal with repeated_removal: not_found', async () => {
    const { seam, space_id, device_id } = grantScene({ assumptions: { repeated_removal: 'not_found' } });
    await expect(seam.spaces.removeDevices({ space_id, device_ids: [device_id] })).rejects.toMatchObject({
      statusCode: 404,
    });
  });

  it('replace all contents that an update gives', async () => {
    const { seam, state, device_id, second, space_id } = grantScene();
    const customer_data = { address: 'Lake Road 1', time_zone: null };
    await seam.spaces.update({ space_key: 'flat', customer_data });
    const changed = await seam.spaces.update({
      space_id,
      space_key: 'suite',
      name: 'Suite',
      device_ids: [device_id],
      customer_data: { default_checkin_time: '15:00' },
    });
    expect(changed).toMatchObject({
      name: 'Suite',
      space_key: 'suite',
      device_count: 1,
      customer_data: { ...customer_data, default_checkin_time: '15:00' },
    });
    expect(state.spaceDevices.has(space_id, second)).toBe(false);
    // @ts-expect-error -- no space is named
    await expect(seam.spaces.update({ name: 'Which?' })).rejects.toMatchObject({ type: 'invalid_input' });
  });

  it('leave their contents when they are deleted', async () => {
    const { seam, state, space_id, second } = grantScene();
    await seam.spaces.delete({ space_id });
    expect([...state.events].at(-1)).toMatchObject({ event_type: 'space.deleted', device_ids: [second] });
    expect(await seam.devices.get({ device_id: second })).toMatchObject({ space_ids: [] });
    await expect(seam.spaces.delete({ space_id })).rejects.toMatchObject({ type: 'space_not_found' });
  });

  it('have accounts, and return their related resources', async () => {
    const { seam, add, space_id, second, user_identity_id, acs_entrance_id, acs_system_id } = grantScene();
    const { connected_account_id } = add.connectedAccount({ display_name: 'Another' });
    await seam.spaces.addConnectedAccount({ space_id, connected_account_id });
    await seam.spaces.addAcsEntrances({ space_id, acs_entrance_ids: [acs_entrance_id] });
    await seam.accessGrants.create({
      user_identity_id,
      space_ids: [space_id],
      requested_access_methods: [{ mode: 'code' }],
    });
    const batch = await seam.spaces.getRelated({ space_keys: ['flat'] });
    expect(batch).toMatchObject({
      spaces: [{ space_id }],
      devices: [{ device_id: second }],
      acs_entrances: [{ acs_entrance_id }],
      acs_systems: [{ acs_system_id }],
      access_methods: [{ mode: 'code' }],
    });
    expect(batch.connected_accounts).toHaveLength(2);
    await seam.spaces.removeConnectedAccount({ space_id, connected_account_id });
    const after = await seam.spaces.getRelated({ space_ids: [space_id], include: ['connected_accounts'] });
    expect(Object.keys(after)).toEqual(['connected_accounts']);
    expect(after.connected_accounts).toHaveLength(1);
  });
});
