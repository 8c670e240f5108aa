import type { DeviceRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { deleteAccessCode } from '../access-codes/record.ts';
import { ensureConnectedAccount } from '../connected-accounts/record.ts';
import { writeEvent } from '../events/write-event.ts';
import { type DeviceModel, simulated } from './models/device-model.ts';
import { findModel, flagsOfModel } from './models/find-model.ts';
import { deviceEventFields } from './rules.ts';

/** The fields of an added device. `name` is used wherever the API repeats the name. */
export type DeviceOverrides = Partial<Omit<DeviceRow, 'properties'>> & {
  readonly name?: string;
  /** Replaces single properties of the device's model. */
  readonly properties?: Partial<DeviceRow['properties']>;
};

const initialProperties = (
  { manufacturer, manufacturerName, displayName, model, properties, metadata }: DeviceModel,
  { device_id, device_type, name }: Pick<DeviceRow, 'device_id' | 'device_type'> & { readonly name: string },
): DeviceRow['properties'] => ({
  appearance: { name },
  model: { display_name: displayName, manufacturer_display_name: manufacturerName, ...model },
  name,
  online: true,
  manufacturer,
  image_url: `https://example.com/devices/${device_type}.png`,
  image_alt_text: `${manufacturerName} ${displayName}`,
  serial_number: device_id.slice(-12),
  ...(model
    ? {
        online_access_codes_enabled: model.online_access_codes_supported,
        offline_access_codes_enabled: model.offline_access_codes_supported,
      }
    : {}),
  ...properties,
  ...metadata?.(device_id, name),
});

/** The types of devices that a guide names as the only ones whose connection Seam simulates. */
const simulatedTypes: readonly string[] = ['august_lock', 'yale_lock'];

const initialFlags = ({ assumptions }: World, device_type: string, capabilities: readonly string[]) => {
  const flags = flagsOfModel(findModel(device_type), capabilities);
  const isSimulated =
    assumptions.connection_simulation === 'every_device' || simulatedTypes.includes(device_type);
  return isSimulated
    ? flags
    : Object.fromEntries(Object.entries(flags).filter(([flag]) => !(flag in simulated)));
};

const initialWarnings = ({ clock }: World, { initialWarning }: DeviceModel): DeviceRow['warnings'] =>
  initialWarning === undefined
    ? []
    : [
        {
          warning_code: initialWarning,
          message:
            'The time zone of the device is unknown. Report it before time-bound access codes are created.',
          created_at: clock.timestamp(),
        },
      ];

/**
 * Adds a device to a workspace: by default an August lock, or what `device_type` names. Its model determines its
 * capabilities, flags and properties. It is managed unless the overrides state otherwise.
 */
export const addDevice = (
  world: World,
  workspace_id: string,
  { name: givenName, properties, ...overrides }: DeviceOverrides = {},
): DeviceRow => {
  const nextId = world.ids.next('device');
  const { device_type = 'august_lock', device_id = nextId } = overrides;
  const model = findModel(device_type);
  const { capabilities_supported = [...model.capabilities] } = overrides;
  const name = givenName ?? (model.capabilities.includes('lock') ? 'Lock' : model.displayName);
  return world.state.devices.insert({
    device_id,
    device_type,
    display_name: name,
    capabilities_supported,
    connected_account_id: overrides.connected_account_id ?? ensureConnectedAccount(world, workspace_id),
    created_at: world.clock.timestamp(),
    custom_metadata: {},
    ...initialFlags(world, device_type, capabilities_supported),
    is_managed: true,
    errors: [],
    warnings: initialWarnings(world, model),
    workspace_id,
    ...overrides,
    properties: { ...initialProperties(model, { device_id, device_type, name }), ...properties },
  });
};

/** Changes the given properties of a device. */
export const patchProperties = (
  { state }: World,
  device_id: string,
  changes: Partial<DeviceRow['properties']>,
): void => {
  const device = state.devices.get(device_id);
  if (device) state.devices.patch(device_id, { properties: { ...device.properties, ...changes } });
};

/** Deletes a device with its access codes, noise thresholds, schedules, daily programs and access. */
export const deleteDevice = (world: World, device: DeviceRow): void => {
  const { state } = world;
  const { device_id, display_name } = device;
  const eventFields = deviceEventFields(world, device);
  for (const code of state.accessCodes.by('device_id', device_id)) {
    const { access_method_id } = code;
    deleteAccessCode(world, code);
    if (access_method_id !== undefined)
      world.schedule(0, { name: 'settle_access_method', args: { access_method_id } });
  }
  for (const { noise_threshold_id } of state.noiseThresholds.by('device_id', device_id))
    state.noiseThresholds.delete(noise_threshold_id);
  for (const { thermostat_schedule_id } of state.thermostatSchedules.by('device_id', device_id))
    state.thermostatSchedules.delete(thermostat_schedule_id);
  for (const { thermostat_daily_program_id } of state.thermostatDailyPrograms.by('device_id', device_id))
    state.thermostatDailyPrograms.delete(thermostat_daily_program_id);
  for (const links of [
    state.deviceAccess,
    state.grantDevices,
    state.grantExceptions,
    state.methodExceptions,
    state.spaceDevices,
  ])
    links.deleteRight(device_id);
  state.devices.delete(device_id);
  writeEvent(world, 'device.deleted', { ...eventFields, device_name: display_name });
};
