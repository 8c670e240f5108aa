import type {
  devices as contract,
  DevicesReportProviderMetadataParams,
  DevicesUpdateParams,
  Handlers,
} from '@org/seam-core';
import { apiError } from '@org/seam-server';
import { page } from '../../fake/page.ts';
import type { DeviceRow } from '../../fake/rows.ts';
import { cleanMetadata } from '../../fake/search.ts';
import type { WorldContext } from '../../fake/world.ts';
import { followPoolSetting } from '../access-codes/backup-pool.ts';
import { unmanageAccessCodes } from '../access-codes/make-unmanaged.ts';
import { writeEvent } from '../events/write-event.ts';
import { deviceFilter, findDevice } from './find.ts';
import { deviceProviders } from './providers.ts';
import { presentDevice, presentUnmanagedDevice } from './present.ts';
import { deviceEventFields } from './rules.ts';
import { devicesSimulate } from './simulate.ts';

type Report = DevicesReportProviderMetadataParams['devices'][number];

const unknownTimeZone = new Set<string>(['time_zone_unknown', 'ultraloq_time_zone_unknown']);

const checkTimeZone = (time_zone: string): void => {
  try {
    Intl.DateTimeFormat('en', { timeZone: time_zone });
  } catch {
    throw apiError('invalid_input', { message: `Unknown time zone: ${time_zone}.` });
  }
};

/** Reads the reported time zone of a device, and the name of the property that repeats it. */
const readReport = (
  { device_id, ...metadata }: Report,
  { device_type }: DeviceRow,
): { time_zone: string; name: keyof typeof metadata } => {
  const name = `${device_type.replace(/_lock$/, '')}_metadata` as keyof typeof metadata;
  const [reported] = Object.keys(metadata);
  const time_zone = metadata[name]?.time_zone;
  if (time_zone === undefined)
    throw apiError('invalid_input', {
      message: `${reported ?? 'An empty report'} cannot be reported for a ${device_type}.`,
      data: { device_id },
    });
  checkTimeZone(time_zone);
  return { time_zone, name };
};

/** Stores the reported time zones of devices: all of them or none. */
const reportProviderMetadata = (
  { devices: reports }: DevicesReportProviderMetadataParams,
  { world: { state }, workspace_id }: WorldContext,
): void => {
  const read = reports.map((report) => {
    const device = state.devices.require(report.device_id, workspace_id);
    return { device, ...readReport(report, device) };
  });
  for (const { device, time_zone, name } of read)
    state.devices.patch(device.device_id, {
      location: { ...device.location, time_zone },
      warnings: device.warnings.filter(({ warning_code }) => !unknownTimeZone.has(warning_code)),
      properties:
        name === 'schlage_metadata'
          ? device.properties
          : { ...device.properties, [name]: { ...device.properties[name], time_zone } },
    });
};

const devicesUnmanaged: Handlers<typeof contract.unmanaged, WorldContext> = {
  get: (params, context) =>
    presentUnmanagedDevice(context.world)(findDevice(params, context, (row) => !row.is_managed)),

  list: (params, context) => {
    const { among, where } = deviceFilter(context, params);
    return page(context.world.state.devices, context, {
      params,
      defaultLimit: 22_900,
      among,
      present: presentUnmanagedDevice(context.world),
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
      writeEvent(world, 'device.unmanaged.converted_to_managed', deviceEventFields(world, changed));
  },
};

/**
 * Changes the name and the metadata of a managed device, or makes it unmanaged. `name: null` restores the provider's
 * name.
 */
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
  const eventFields = deviceEventFields(world, changed ?? device);
  if (display_name !== device.display_name)
    writeEvent(world, 'device.name_changed', { ...eventFields, device_name: display_name });
  if (is_managed) {
    if (backup_access_code_pool_enabled !== undefined) followPoolSetting(world, device_id);
    return;
  }
  unmanageAccessCodes(world, device_id);
  writeEvent(world, 'device.converted_to_unmanaged', eventFields);
};

export const devices: Handlers<typeof contract, WorldContext> = {
  get: (params, context) =>
    presentDevice(context.world)(findDevice(params, context, (row) => row.is_managed)),

  list: (params, context) => {
    const { among, where } = deviceFilter(context, params);
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
