import type { FakeSeam } from '../../../src/fake/fake-seam.ts';
import type { StepsUnder } from '../step.test-helper.ts';

const addLock = ({ add }: FakeSeam) => ({ device_id: add.device({ name: 'Tour lock' }).device_id });

const addUnmanaged = ({ add }: FakeSeam) => ({
  device_id: add.device({ name: 'Found lock', is_managed: false }).device_id,
});

const addNuki = ({ add }: FakeSeam) => ({ device_id: add.device({ device_type: 'nuki_lock' }).device_id });

export const deviceSteps: StepsUnder<'/devices/'> = {
  '/devices/get': addLock,
  '/devices/list': (fake) => ({ device_ids: [addLock(fake).device_id] }),
  '/devices/list_device_providers': () => ({}),
  '/devices/report_provider_metadata': ({ add }) => ({
    devices: [
      {
        device_id: add.device({ device_type: 'ultraloq_lock' }).device_id,
        ultraloq_metadata: { time_zone: 'Europe/Amsterdam' },
      },
    ],
  }),
  '/devices/simulate/connect': async (fake) => {
    const lock = addLock(fake);
    await fake.seam.devices.simulate.disconnect(lock);
    return lock;
  },
  '/devices/simulate/connect_to_hub': async (fake) => {
    const lock = addLock(fake);
    await fake.seam.devices.simulate.disconnectFromHub(lock);
    return lock;
  },
  '/devices/simulate/disconnect': addLock,
  '/devices/simulate/disconnect_from_hub': addLock,
  '/devices/simulate/paid_subscription': (fake) => ({ ...addNuki(fake), is_expired: true }),
  '/devices/simulate/remove': addLock,
  '/devices/unmanaged/get': addUnmanaged,
  '/devices/unmanaged/list': (fake) => ({ device_ids: [addUnmanaged(fake).device_id] }),
  '/devices/unmanaged/update': (fake) => ({ ...addUnmanaged(fake), is_managed: true }),
  '/devices/update': (fake) => ({ ...addLock(fake), name: 'Back door', custom_metadata: { floor: '1' } }),
};
