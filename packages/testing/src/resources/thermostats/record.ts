import type { DeviceRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { addDevice, type DeviceOverrides } from '../devices/record.ts';

/** Adds a thermostat, by default an ecobee, that follows its climate preset `home`. */
export const addThermostat = (
  world: World,
  workspace_id: string,
  overrides: DeviceOverrides = {},
): DeviceRow => addDevice(world, workspace_id, { device_type: 'ecobee_thermostat', ...overrides });
