import type { FakeSeam } from '../../src/fake/fake-seam.ts';
import type { Situation, SituationsOf } from './situation.test-helper.ts';

const addDevice = ({ add }: FakeSeam) => ({ device_id: add.device().device_id });
const addUnmanaged = ({ add }: FakeSeam) => ({ device_id: add.device({ is_managed: false }).device_id });
const addNuki = ({ add }: FakeSeam) => ({ device_id: add.device({ device_type: 'nuki_lock' }).device_id });

const connection = (is_managed: boolean): Situation => ({
  how: '`devices.simulate.connect`',
  happen: async (fake) => {
    const device = is_managed ? addDevice(fake) : addUnmanaged(fake);
    await fake.seam.devices.simulate.disconnect(device);
    await fake.seam.devices.simulate.connect(device);
  },
});

const subscription = (...states: readonly boolean[]): Situation => ({
  how: '`devices.simulate.paidSubscription`',
  happen: async (fake) => {
    const device = addNuki(fake);
    for (const is_expired of states)
      await fake.seam.devices.simulate.paidSubscription({ ...device, is_expired });
  },
});

const situation = (
  name: keyof FakeSeam['provider'],
  happen: (fake: FakeSeam, device_id: string) => void,
): Situation => ({
  how: `\`provider.${name}\``,
  happen: (fake) => happen(fake, addDevice(fake).device_id),
});

const emptyBattery = situation('setBattery', ({ provider }, device_id) =>
  provider.setBattery(device_id, 0.1),
);
const thirdPartyIntegration = situation('setThirdPartyIntegration', ({ provider }, device_id) => {
  provider.setThirdPartyIntegration(device_id, true);
  provider.setThirdPartyIntegration(device_id, false);
});
const privacyMode = situation('setPrivacyMode', ({ provider, add }) => {
  const { device_id } = add.device({ device_type: 'salto_lock' });
  provider.setPrivacyMode(device_id, true);
  provider.setPrivacyMode(device_id, false);
});
const connectionQuality = situation('setConnectionQuality', ({ provider }, device_id) => {
  provider.setConnectionQuality(device_id, 'flaky');
  provider.setConnectionQuality(device_id, 'stable');
});
const accessoryKeypad = situation('setAccessoryKeypad', ({ provider }, device_id) => {
  provider.setAccessoryKeypad(device_id, false);
  provider.setAccessoryKeypad(device_id, true);
});

export const deviceSituations: SituationsOf<'device'> = {
  'device.connected': connection(true),
  'device.added': {
    how: '`completeConnectWebview`',
    happen: async (fake) => {
      const { connect_webview_id } = await fake.seam.connectWebviews.create();
      fake.completeConnectWebview(connect_webview_id);
    },
  },
  'device.converted_to_unmanaged': {
    how: '`devices.update` with `is_managed: false`',
    happen: (fake) => fake.seam.devices.update({ ...addDevice(fake), is_managed: false }),
  },
  'device.unmanaged.converted_to_managed': {
    how: '`devices.unmanaged.update` with `is_managed: true`',
    happen: (fake) => fake.seam.devices.unmanaged.update({ ...addUnmanaged(fake), is_managed: true }),
  },
  'device.unmanaged.connected': connection(false),
  'device.disconnected': {
    how: '`devices.simulate.disconnect`',
    happen: (fake) => fake.seam.devices.simulate.disconnect(addDevice(fake)),
  },
  'device.unmanaged.disconnected': {
    how: '`devices.simulate.disconnect`',
    happen: (fake) => fake.seam.devices.simulate.disconnect(addUnmanaged(fake)),
  },
  'device.tampered': situation('tamper', ({ provider }, device_id) => provider.tamper(device_id)),
  'device.low_battery': emptyBattery,
  'device.battery_status_changed': emptyBattery,
  'device.removed': {
    how: '`devices.simulate.remove`',
    happen: (fake) => fake.seam.devices.simulate.remove(addDevice(fake)),
  },
  'device.deleted': {
    how: '`connectedAccounts.delete`',
    happen: ({ add, seam }) =>
      seam.connectedAccounts.delete({ connected_account_id: add.device().connected_account_id }),
  },
  'device.third_party_integration_detected': thirdPartyIntegration,
  'device.third_party_integration_no_longer_detected': thirdPartyIntegration,
  'device.salto.privacy_mode_activated': privacyMode,
  'device.salto.privacy_mode_deactivated': privacyMode,
  'device.connection_became_flaky': connectionQuality,
  'device.connection_stabilized': connectionQuality,
  'device.error.subscription_required': subscription(true),
  'device.error.subscription_required.resolved': subscription(true, false),
  'device.accessory_keypad_connected': accessoryKeypad,
  'device.accessory_keypad_disconnected': accessoryKeypad,
  'device.name_changed': {
    how: '`devices.update` with a `name`',
    happen: (fake) => fake.seam.devices.update({ ...addDevice(fake), name: 'Back door' }),
  },
  'device.doorbell_rang': situation('ringDoorbell', ({ provider }, device_id) =>
    provider.ringDoorbell(device_id),
  ),
};
