import type { DeviceRow } from '../rows.ts';
import { activeSchedule } from '../thermostats/active-schedule.ts';
import type { World } from '../world.ts';

/** A managed device's properties as the API shows them: a thermostat's with its daily programs and the schedule that is on. */
export const presentProperties = (world: World, device: DeviceRow): DeviceRow['properties'] =>
  device.capabilities_supported.includes('thermostat')
    ? {
        ...device.properties,
        active_thermostat_schedule: activeSchedule(world, device) ?? null,
        thermostat_daily_programs: world.state.thermostatDailyPrograms.by('device_id', device.device_id),
      }
    : device.properties;
