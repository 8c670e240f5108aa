import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../../test/checked-fake.test-helper.ts';
import { createFakeSeam } from '../../fake/create-fake.ts';

const start = () => {
  const fake = createCheckedFake({ seed: 'empty' });
  const types = () => [...fake.state.events].map(({ event_type }) => event_type);
  return { ...fake, types };
};

const invalid = { statusCode: 400, type: 'invalid_input' };

describe('devices', () => {
  it('are found by device_id or by name, and need one of them', async () => {
    const { seam, add } = start();
    const { device_id } = add.device({ name: 'Shed' });
    expect((await seam.devices.get({ device_id })).display_name).toBe('Shed');
    expect((await seam.devices.get({ name: 'Shed' })).device_id).toBe(device_id);
    await expect(seam.devices.get({} as never)).rejects.toThrow();
  });

  it.each([
    ['device_type', { device_type: 'nuki_lock' as const }],
    ['device_types', { device_types: ['nuki_lock' as const] }],
    ['manufacturer', { manufacturer: 'nuki' as const }],
  ])('are listed by %s', async (_, filter) => {
    const { seam, add } = start();
    const { device_id } = add.device({ device_type: 'nuki_lock' });
    for (const device_type of ['august_lock', 'schlage_lock']) add.device({ device_type });
    expect(await seam.devices.list(filter)).toMatchObject([{ device_id }]);
    expect(await seam.locks.list(filter)).toMatchObject([{ device_id }]);
  });

  it('are listed by custom metadata, of which all pairs have to match', async () => {
    const { seam, add } = start();
    const { device_id } = add.device({ custom_metadata: { floor: '1', is_guest_room: true } });
    add.device({ custom_metadata: { floor: '1' } });
    expect(
      await seam.devices.list({ custom_metadata_has: { floor: '1', is_guest_room: true } }),
    ).toMatchObject([{ device_id }]);
    expect(await seam.devices.list({ custom_metadata_has: { floor: '1' } })).toHaveLength(2);
  });

  it('have up to 50 pairs of custom metadata, which updates add, change and remove', async () => {
    const { seam, add } = start();
    const { device_id } = add.device({ custom_metadata: { a: '1', b: '2' } });
    await seam.devices.update({ device_id, custom_metadata: { a: null, b: '3', c: true } });
    expect((await seam.devices.get({ device_id })).custom_metadata).toEqual({ b: '3', c: true });
    const many = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`key_${index}`, 'x']));
    await expect(seam.devices.update({ device_id, custom_metadata: many })).rejects.toMatchObject(invalid);
  });

  it('of all brands show a removal, and that they were added again', async () => {
    const { seam, add, types } = start();
    const { device_id } = add.device({ device_type: 'schlage_lock' });
    await seam.devices.simulate.remove({ device_id });
    await seam.devices.simulate.connect({ device_id });
    expect(types()).toEqual(['device.removed', 'device.added', 'device.connected']);
  });

  it('of Ultraloq warn of an unknown time zone until it is reported', async () => {
    const { seam, add } = start();
    const { device_id } = add.device({ device_type: 'ultraloq_lock' });
    const shown = async () => await seam.devices.get({ device_id });
    expect((await shown()).warnings).toMatchObject([{ warning_code: 'ultraloq_time_zone_unknown' }]);
    expect((await shown()).properties.ultraloq_metadata).toMatchObject({ time_zone: null });
    const ultraloq_metadata = { time_zone: 'America/New_York' };
    await seam.devices.reportProviderMetadata({ devices: [{ device_id, ultraloq_metadata }] });
    expect(await shown()).toMatchObject({ warnings: [], properties: { ultraloq_metadata } });
  });

  it('write an event with their name when they are deleted', async () => {
    const { seam, add, state } = start();
    const { connected_account_id } = add.device({ name: 'Shed' });
    await seam.connectedAccounts.delete({ connected_account_id });
    expect(state.events.list(({ event_type }) => event_type === 'device.deleted')).toMatchObject([
      { device_name: 'Shed' },
    ]);
  });

  it.each([
    ['august_lock', true, true],
    ['ttlock_lock', true, true],
    ['igloohome_lock', true, false],
    ['schlage_lock', false, false],
  ])('%s: its hub can be taken offline (%s) and back online (%s)', async (device_type, offline, online) => {
    const { seam, add } = start();
    const { device_id } = add.device({ device_type });
    const works = (call: Promise<unknown>) =>
      call.then(
        () => true,
        () => false,
      );
    expect(await works(seam.devices.simulate.disconnectFromHub({ device_id }))).toBe(offline);
    expect(await works(seam.devices.simulate.connectToHub({ device_id }))).toBe(online);
  });
});

describe('an unmanaged device', () => {
  it.each([
    [
      'locks.unlockDoor',
      ({ seam }: ReturnType<typeof start>, device_id: string) => seam.locks.unlockDoor({ device_id }),
    ],
    [
      'locks.configureAutoLock',
      ({ seam }: ReturnType<typeof start>, device_id: string) =>
        seam.locks.configureAutoLock({ device_id, auto_lock_enabled: false }),
    ],
    [
      'accessCodes.create',
      ({ seam }: ReturnType<typeof start>, device_id: string) =>
        seam.accessCodes.create({ device_id, code: '1234' }),
    ],
    [
      'devices.update',
      ({ seam }: ReturnType<typeof start>, device_id: string) =>
        seam.devices.update({ device_id, name: 'New' }),
    ],
  ])('cannot be controlled with %s', async (_, call) => {
    const fake = start();
    const { device_id } = fake.add.device({ is_managed: false });
    await expect(call(fake, device_id)).rejects.toMatchObject({ statusCode: 400, type: 'device_unmanaged' });
  });

  it('becomes managed without its access codes, which have to be converted too', async () => {
    const { seam, add, types } = start();
    const { device_id } = add.device();
    const { access_code_id } = add.accessCode({ device_id, code: '1234' });
    await seam.devices.update({ device_id, is_managed: false });
    await seam.devices.unmanaged.update({ device_id, is_managed: true });
    expect(await seam.accessCodes.list({ device_id })).toEqual([]);
    await seam.accessCodes.unmanaged.convertToManaged({ access_code_id });
    expect(await seam.accessCodes.list({ device_id })).toMatchObject([{ access_code_id, is_managed: true }]);
    expect(types().filter((type) => type.startsWith('device.'))).toEqual([
      'device.converted_to_unmanaged',
      'device.unmanaged.converted_to_managed',
    ]);
  });

  it('says that it is unmanaged where a person can open it', async () => {
    const { seam, add, state } = createFakeSeam({ seed: 'empty' });
    const { user_identity_id } = add.userIdentity();
    const { device_id } = add.device();
    state.deviceAccess.add(user_identity_id, device_id);
    await seam.devices.update({ device_id, is_managed: false });
    expect(await seam.userIdentities.listAccessibleDevices({ user_identity_id })).toMatchObject([
      { device_id, is_managed: false },
    ]);
  });

  it('is what a connect webview without automatically_manage_new_devices adds', async () => {
    const fake = start();
    const { connect_webview_id } = await fake.seam.connectWebviews.create({
      accepted_providers: ['ecobee'],
      automatically_manage_new_devices: false,
    });
    fake.completeConnectWebview(connect_webview_id);
    expect(await fake.seam.devices.list()).toEqual([]);
    expect(await fake.seam.devices.unmanaged.list()).toMatchObject([
      { device_type: 'ecobee_thermostat', is_managed: false, can_hvac_heat: true },
    ]);
  });
});
