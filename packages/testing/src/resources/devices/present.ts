import type { Device } from '@org/seam-core';
import type { DeviceRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { activeSchedule } from '../thermostats/override.ts';

/** A managed device's properties as the API shows them: a thermostat's with its daily programs and the schedule that is on. */
const presentProperties = (world: World, device: DeviceRow): DeviceRow['properties'] =>
  device.capabilities_supported.includes('thermostat')
    ? {
        ...device.properties,
        active_thermostat_schedule: activeSchedule(world, device) ?? null,
        thermostat_daily_programs: world.state.thermostatDailyPrograms.by('device_id', device.device_id),
      }
    : device.properties;

/** A managed device as the API shows it, with the spaces it is in now. */
export const presentDevice =
  (world: World) =>
  ({
    customer_key: _customer,
    unlocked_at: _unlocked,
    climate_before_schedule: _before,
    override_ends_at: _until,
    ...row
  }: DeviceRow): Device => ({
    ...row,
    is_managed: true,
    properties: presentProperties(world, row),
    space_ids: world.state.spaceDevices.leftsOf(row.device_id),
  });
