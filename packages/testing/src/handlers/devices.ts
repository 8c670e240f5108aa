import { devices as contract, type Handlers } from '@org/seam-core';
import { apiError } from '@org/seam-core/server';
import { isAmong, isBefore, isWanted, matches } from '../matches.ts';
import { page } from '../page.ts';
import { presentDevice } from '../present/device.ts';
import type { DeviceRow } from '../rows.ts';
import type { WorldContext } from '../world.ts';
import { noneImplemented, notImplemented } from './not-implemented.ts';

const requireManaged = ({ world, workspace_id }: WorldContext, device_id: string): DeviceRow => {
  const device = world.state.devices.require(device_id, workspace_id);
  if (!device.is_managed)
    throw apiError('device_not_found', {
      message: `The device ${device_id} is unmanaged.`,
      data: { device_id },
    });
  return device;
};

const hasMetadata = (
  wanted: Record<string, string | boolean> = {},
  { custom_metadata }: DeviceRow,
): boolean => Object.entries(wanted).every(([key, value]) => custom_metadata[key] === value);

const mergeMetadata = (
  before: DeviceRow['custom_metadata'],
  changes: Record<string, string | boolean | null> = {},
): DeviceRow['custom_metadata'] =>
  Object.fromEntries(
    Object.entries({ ...before, ...changes }).filter(
      (entry): entry is [string, string | boolean] => entry[1] !== null && entry[1] !== '',
    ),
  );

export const devices: Handlers<typeof contract, WorldContext> = {
  get: ({ device_id, name }, context) => {
    const { world, workspace_id } = context;
    if (device_id !== undefined) return presentDevice(world)(requireManaged(context, device_id));
    const [named] = world.state.devices.list(
      (row) => row.workspace_id === workspace_id && row.is_managed && row.properties.name === name,
    );
    if (!named) throw apiError('device_not_found', { message: 'There is no device of that name.' });
    return presentDevice(world)(named);
  },

  list: (params, context) => {
    const { state } = context.world;
    const { space_id } = params;
    return page(state.devices, context, {
      params,
      present: presentDevice(context.world),
      where: (row) =>
        row.is_managed &&
        isAmong(params.device_ids, row.device_id) &&
        isWanted<string>(params.device_type, row.device_type) &&
        isAmong<string>(params.device_types, row.device_type) &&
        isWanted(params.connected_account_id, row.connected_account_id) &&
        isAmong(params.connected_account_ids, row.connected_account_id) &&
        isWanted<string | undefined>(params.manufacturer, row.properties.manufacturer) &&
        (space_id === undefined || state.spaceDevices.has(space_id, row.device_id)) &&
        isBefore(params.created_before, row.created_at) &&
        hasMetadata(params.custom_metadata_has, row) &&
        matches(params.search, [row.display_name, row.device_id]),
    });
  },

  listDeviceProviders: notImplemented,

  reportProviderMetadata: notImplemented,

  simulate: noneImplemented(contract.simulate),

  unmanaged: noneImplemented(contract.unmanaged),

  update: ({ device_id, name, properties, custom_metadata, is_managed = true }, { world, workspace_id }) => {
    const device = world.state.devices.require(device_id, workspace_id);
    if (!device.is_managed) throw apiError('device_unmanaged', { data: { device_id } });
    const given = name ?? properties?.name;
    const reset = name === null || properties?.name === null;
    const display_name = given ?? (reset ? device.properties.appearance.name : device.display_name);
    world.state.devices.patch(device_id, {
      is_managed,
      display_name,
      nickname: given ?? (reset ? undefined : device.nickname),
      properties: { ...device.properties, name: display_name },
      custom_metadata: mergeMetadata(device.custom_metadata, custom_metadata),
    });
  },
};
