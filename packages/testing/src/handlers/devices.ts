import type { devices as contract, Handlers } from '@org/seam-core';
import { page } from '../page.ts';
import { presentDevice } from '../present/device.ts';
import type { WorldContext } from '../world.ts';
import { chosenDevices } from './devices/device-filters.ts';
import { deviceProviders } from './devices/device-providers.ts';
import { findDevice } from './devices/find-device.ts';
import { reportProviderMetadata } from './devices/report-provider-metadata.ts';
import { devicesSimulate } from './devices/simulate.ts';
import { devicesUnmanaged } from './devices/unmanaged.ts';
import { updateDevice } from './devices/update-device.ts';

export const devices: Handlers<typeof contract, WorldContext> = {
  get: (params, context) =>
    presentDevice(context.world)(findDevice(params, context, (row) => row.is_managed)),

  list: (params, context) => {
    const { among, where } = chosenDevices(context, params);
    return page(context.world.state.devices, context, {
      params,
      among,
      present: presentDevice(context.world),
      where: (row) => row.is_managed && where(row),
    });
  },

  listDeviceProviders: ({ provider_category }) =>
    deviceProviders.filter(
      ({ provider_categories }) =>
        provider_category === undefined || provider_categories.includes(provider_category),
    ),

  reportProviderMetadata,

  simulate: devicesSimulate,

  unmanaged: devicesUnmanaged,

  update: updateDevice,
};
