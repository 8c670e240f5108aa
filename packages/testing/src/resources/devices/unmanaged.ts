import type { devices, Handlers } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import { writeEvent } from '../../events/write-event.ts';
import { page } from '../../fake/page.ts';
import { cleanMetadata } from '../../fake/search.ts';
import type { WorldContext } from '../../fake/world.ts';
import { findDevice } from './find-device.ts';
import { chosenDevices } from './list.ts';
import { aboutDevice, presentUnmanagedDevice } from './record.ts';

export const devicesUnmanaged: Handlers<typeof devices.unmanaged, WorldContext> = {
  get: (params, context) => presentUnmanagedDevice(findDevice(params, context, (row) => !row.is_managed)),

  list: (params, context) => {
    const { among, where } = chosenDevices(context, params);
    return page(context.world.state.devices, context, {
      params,
      defaultLimit: 22_900,
      among,
      present: presentUnmanagedDevice,
      where: (row) => !row.is_managed && where(row),
    });
  },

  update: ({ device_id, is_managed, custom_metadata }, { world, workspace_id }) => {
    const device = world.state.devices.require(device_id, workspace_id);
    if (device.is_managed) throw apiError('device_managed', { data: { device_id } });
    const changed = world.state.devices.patch(device_id, {
      is_managed: is_managed ?? false,
      custom_metadata: cleanMetadata({ ...device.custom_metadata, ...custom_metadata }),
    });
    if (changed?.is_managed === true)
      writeEvent(world, 'device.unmanaged.converted_to_managed', aboutDevice(world, changed));
  },
};
