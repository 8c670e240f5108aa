import type { devices as contract, DevicesUpdateParams, Handlers } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import { writeEvent } from '../../events/write-event.ts';
import { page } from '../../fake/page.ts';
import { cleanMetadata } from '../../fake/search.ts';
import type { WorldContext } from '../../fake/world.ts';
import { giveUpAccessCodes } from '../access-codes/deletion.ts';
import { findDevice } from './find-device.ts';
import { chosenDevices } from './list.ts';
import { presentDevice } from './present.ts';
import { reportProviderMetadata } from './provider-metadata.ts';
import { deviceProviders } from './providers.ts';
import { aboutDevice } from './record.ts';
import { devicesSimulate } from './simulate.ts';
import { devicesUnmanaged } from './unmanaged.ts';

/** Renames a managed device, changes its metadata, or gives it up. Without a name it is called as its provider calls it. */
const updateDevice = (params: DevicesUpdateParams, { world, workspace_id }: WorldContext): void => {
  const { device_id, is_managed = true, properties, custom_metadata } = params;
  const { backup_access_code_pool_enabled } = params;
  const name = params.name === undefined ? properties?.name : params.name;
  const device = world.state.devices.require(device_id, workspace_id);
  if (!device.is_managed) throw apiError('device_unmanaged', { data: { device_id } });

  const display_name = name === undefined ? device.display_name : (name ?? device.properties.appearance.name);
  const changed = world.state.devices.patch(device_id, {
    is_managed,
    display_name,
    nickname: name === undefined ? device.nickname : (name ?? undefined),
    custom_metadata: cleanMetadata({ ...device.custom_metadata, ...custom_metadata }),
    properties: {
      ...device.properties,
      name: display_name,
      ...(backup_access_code_pool_enabled === undefined ? {} : { backup_access_code_pool_enabled }),
    },
  });
  const about = aboutDevice(world, changed ?? device);
  if (display_name !== device.display_name)
    writeEvent(world, 'device.name_changed', { ...about, device_name: display_name });
  if (is_managed) return;
  giveUpAccessCodes(world, device_id);
  writeEvent(world, 'device.converted_to_unmanaged', about);
};

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
