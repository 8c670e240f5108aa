import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../../test/checked-fake.test-helper.ts';

const start = (options: object = {}) => {
  const fake = createCheckedFake({ seed: 'empty', ...options });
  const eventsOf = (device_id: string) =>
    fake.state.events
      .list((event) => 'device_id' in event && event.device_id === device_id)
      .map(({ event_type }) => event_type);
  return { ...fake, eventsOf };
};

describe('devices', () => {
  it('are found by name, renamed, filtered, and made unmanaged', async () => {
    const { seam, add } = start();
    const { device_id } = add.device({ name: 'Shed' });
    add.device({ name: 'Sensor', device_type: 'minut_sensor' });
    expect((await seam.devices.get({ name: 'Shed' })).device_id).toBe(device_id);
    await seam.devices.update({ device_id, name: 'Barn', custom_metadata: { floor: '1', old: true } });
    await seam.devices.update({ device_id, custom_metadata: { old: null } });
    expect(await seam.devices.list({ custom_metadata_has: { floor: '1' } })).toMatchObject([
      { display_name: 'Barn', nickname: 'Barn', custom_metadata: { floor: '1' } },
    ]);
    expect(await seam.devices.list({ device_types: ['minut_sensor'] })).toHaveLength(1);
    await seam.devices.update({ device_id, is_managed: false });
    await expect(seam.devices.get({ device_id })).rejects.toMatchObject({ type: 'device_not_found' });
    await expect(seam.devices.update({ device_id, name: 'x' })).rejects.toMatchObject({
      type: 'device_unmanaged',
    });
  });

  it('restore the name of their provider, and write an event for each new name', async () => {
    const { seam, add, state } = start();
    const { device_id } = add.device({ name: 'Shed' });
    await seam.devices.update({ device_id, properties: { name: 'Barn' } });
    await seam.devices.update({ device_id, name: 'Barn' });
    await seam.devices.update({ device_id, name: null });
    const device = await seam.devices.get({ device_id });
    expect(device).toMatchObject({ display_name: 'Shed', properties: { name: 'Shed' } });
    expect(device).not.toHaveProperty('nickname');
    expect([...state.events].map((event) => 'device_name' in event && event.device_name)).toEqual([
      'Barn',
      'Shed',
    ]);
  });

  it('are listed by webview, customer, user, space, account and name', async () => {
    const { seam, add, state } = start();
    const { connected_account_id } = add.connectedAccount({ customer_key: 'acme' });
    const { connect_webview_id } = add.connectWebview({ connected_account_id });
    add.clientSession({ user_identifier_key: 'ada', connect_webview_ids: [connect_webview_id] });
    const { device_id } = add.device({
      connected_account_id,
      location: { location_name: 'Lighthouse' },
    });
    add.device({ connected_account_id: add.connectedAccount().connected_account_id });
    const { space_id } = add.space();
    state.spaceDevices.add(space_id, device_id);
    for (const filter of [
      { connect_webview_id },
      { customer_key: 'acme' },
      { user_identifier_key: 'ada' },
      { space_id },
      { unstable_location_id: space_id },
      { connected_account_id },
      { connected_account_ids: [connected_account_id] },
      { search: 'lightHOUSE' },
      { device_ids: [device_id] },
    ])
      expect(await seam.devices.list(filter), JSON.stringify(filter)).toMatchObject([{ device_id }]);
    expect(await seam.devices.list({ user_identifier_key: 'ben' })).toEqual([]);
  });

  it('are not found in another workspace', async () => {
    const { seam, add } = start();
    const { workspace_id } = add.workspace();
    const { device_id } = add.device({ workspace_id, name: 'Theirs' });
    expect(await seam.devices.list({ device_ids: [device_id] })).toEqual([]);
    await expect(seam.devices.get({ name: 'Theirs' })).rejects.toMatchObject({ statusCode: 404 });
    await expect(seam.devices.simulate.disconnect({ device_id })).rejects.toMatchObject({ statusCode: 404 });
  });
});

describe('unmanaged devices', () => {
  it('show few properties, in a separate list, until they become managed', async () => {
    const { seam, add, eventsOf } = start();
    const { device_id } = add.device({
      name: 'Gate',
      is_managed: false,
      nickname: 'G',
      customer_key: 'acme',
    });
    expect(await seam.devices.list()).toEqual([]);
    const [shown] = await seam.devices.unmanaged.list({ search: 'gate' });
    expect(shown).toEqual(await seam.devices.unmanaged.get({ name: 'Gate' }));
    expect(shown).toMatchObject({ device_id, is_managed: false, properties: { online: true } });
    for (const omitted of ['nickname', 'customer_key', 'space_ids', 'display_name'])
      expect(shown).not.toHaveProperty(omitted);
    expect(shown?.properties).not.toHaveProperty('locked');

    await seam.devices.unmanaged.update({ device_id, custom_metadata: { floor: '2' } });
    expect(eventsOf(device_id)).toEqual([]);
    await seam.devices.unmanaged.update({ device_id, is_managed: true });
    expect(eventsOf(device_id)).toEqual(['device.unmanaged.converted_to_managed']);
    expect(await seam.devices.get({ device_id })).toMatchObject({ custom_metadata: { floor: '2' } });
    await expect(seam.devices.unmanaged.update({ device_id })).rejects.toMatchObject({
      type: 'device_managed',
    });
    await expect(seam.devices.unmanaged.get({ device_id })).rejects.toMatchObject({ statusCode: 404 });
  });

  it('keep their access codes, which become unmanaged', async () => {
    const { seam, add, eventsOf } = start({ assumptions: { access_code_sync_ms: 1000 } });
    const { device_id } = add.device();
    const { access_code_id } = add.accessCode({ device_id, code: '1234' });
    const pending = await seam.accessCodes.create({ device_id, code: '5678' });
    await seam.devices.update({ device_id, is_managed: false });
    expect(eventsOf(device_id).at(-1)).toBe('device.converted_to_unmanaged');
    expect(await seam.accessCodes.list({ device_id })).toEqual([]);
    expect(await seam.accessCodes.unmanaged.list({ device_id })).toMatchObject([
      { access_code_id, status: 'set', is_managed: false },
      { access_code_id: pending.access_code_id, status: 'unset' },
    ]);
  });
});

describe('device providers', () => {
  it('are listed by category', async () => {
    const { seam } = start();
    const all = await seam.devices.listDeviceProviders();
    const thermostats = await seam.devices.listDeviceProviders({ provider_category: 'thermostats' });
    expect(thermostats.map(({ device_provider_name }) => device_provider_name)).toContain('ecobee');
    expect(thermostats.length).toBeLessThan(all.length);
  });
});
