import type { DevicesUpdateParams } from '@org/seam-core';
import { apiError } from '@org/seam-core/server';
import { giveUpAccessCodes } from '../../access-codes/give-up-access-codes.ts';
import { cleanMetadata } from '../../clean-metadata.ts';
import { aboutDevice } from '../../devices/about-device.ts';
import { writeEvent } from '../../events/write-event.ts';
import type { WorldContext } from '../../world.ts';

/** Renames a managed device, changes its metadata, or gives it up. Without a name it is called as its provider calls it. */
export const updateDevice = (params: DevicesUpdateParams, { world, workspace_id }: WorldContext): void => {
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
