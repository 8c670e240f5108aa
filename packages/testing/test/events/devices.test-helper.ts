import type { FakeSeam } from '../../src/fake/create-fake.ts';
import { emitted, type Situation, type SituationsOf } from './situation.test-helper.ts';

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
  'device.tampered': emitted('device.tampered', addDevice),
  'device.low_battery': emitted('device.low_battery', (fake) => ({ ...addDevice(fake), battery_level: 0.1 })),
  'device.battery_status_changed': emitted('device.battery_status_changed', (fake) => ({
    ...addDevice(fake),
    battery_level: 0.1,
    battery_status: 'low',
  })),
  'device.removed': {
    how: '`devices.simulate.remove`',
    happen: (fake) => fake.seam.devices.simulate.remove(addDevice(fake)),
  },
  'device.deleted': {
    how: '`connectedAccounts.delete`',
    happen: ({ add, seam }) =>
      seam.connectedAccounts.delete({ connected_account_id: add.device().connected_account_id }),
  },
  'device.third_party_integration_detected': emitted('device.third_party_integration_detected', addDevice),
  'device.third_party_integration_no_longer_detected': emitted(
    'device.third_party_integration_no_longer_detected',
    addDevice,
  ),
  'device.salto.privacy_mode_activated': emitted('device.salto.privacy_mode_activated', addDevice),
  'device.salto.privacy_mode_deactivated': emitted('device.salto.privacy_mode_deactivated', addDevice),
  'device.connection_became_flaky': emitted('device.connection_became_flaky', addDevice),
  'device.connection_stabilized': emitted('device.connection_stabilized', addDevice),
  'device.error.subscription_required': subscription(true),
  'device.error.subscription_required.resolved': subscription(true, false),
  'device.accessory_keypad_connected': emitted('device.accessory_keypad_connected', addDevice),
  'device.accessory_keypad_disconnected': emitted('device.accessory_keypad_disconnected', addDevice),
  'device.name_changed': {
    how: '`devices.update` with a `name`',
    happen: (fake) => fake.seam.devices.update({ ...addDevice(fake), name: 'Back door' }),
  },
  'device.doorbell_rang': emitted('device.doorbell_rang', addDevice),
};
