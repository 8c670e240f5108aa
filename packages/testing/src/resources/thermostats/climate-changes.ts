import type { ThermostatSchedule } from '@org/seam-core';
import type { DeviceRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import type { Adjustment } from '../action-attempts/inputs.ts';
import { patchProperties } from '../devices/record.ts';
import { deviceEventFields } from '../devices/rules.ts';
import { writeEvent } from '../events/write-event.ts';
import { type ClimateSetting, climateSetting } from './climate.ts';
import { runHvac } from './hvac.ts';
import { activeSchedule, findPreset } from './rules.ts';

interface Activation {
  readonly climate_preset_key: string;
  readonly thermostat_schedule_id?: string | undefined;
  readonly isFallback?: boolean | undefined;
}

/** Activates a climate preset. Does nothing when the thermostat does not have it. */
export const activatePreset = (
  world: World,
  device: DeviceRow,
  { climate_preset_key, thermostat_schedule_id = '', isFallback = false }: Activation,
): void => {
  const preset = findPreset(device, climate_preset_key);
  if (!preset) return;
  world.state.devices.patch(device.device_id, { override_ends_at: undefined, reached_set_point: undefined });
  patchProperties(world, device.device_id, {
    current_climate_setting: climateSetting(preset),
    is_temporary_manual_override_active: false,
    ...(preset.fan_mode_setting === undefined ? {} : { fan_mode_setting: preset.fan_mode_setting }),
  });
  runHvac(world, device.device_id);
  writeEvent(world, 'thermostat.climate_preset_activated', {
    ...deviceEventFields(world, device),
    climate_preset_key,
    is_fallback_climate_preset: isFallback,
    thermostat_schedule_id: thermostat_schedule_id === '' ? null : thermostat_schedule_id,
  });
};

interface Override {
  readonly device_id: string;
  readonly override_ends_at: string;
}

const minute = 60_000;

/** How long a manual change lasts while a schedule is active, in milliseconds; `undefined` without a limit. */
const overrideMs = ({
  is_override_allowed,
  max_override_period_minutes: minutes,
}: ThermostatSchedule): number | undefined => {
  if (is_override_allowed === false) return 0;
  return minutes ? minutes * minute : undefined;
};

/** Starts the period after which the schedule ends a manual change. A further change restarts it. */
const startOverride = (world: World, schedule: ThermostatSchedule): void => {
  const ms = overrideMs(schedule);
  const { device_id } = schedule;
  const override_ends_at = ms === undefined ? undefined : world.clock.timestampIn(ms);
  world.state.devices.patch(device_id, { override_ends_at });
  if (ms === undefined || override_ends_at === undefined) return;
  world.after(ms, { name: 'end_thermostat_override', args: { device_id, override_ends_at } });
};

/** Activates the schedule's preset again, unless the manual change has ended or was followed by another. */
export const endOverride = (world: World, { device_id, override_ends_at }: Override): void => {
  const device = world.state.devices.get(device_id);
  const schedule = device && activeSchedule(world, device);
  if (!schedule || device.override_ends_at !== override_ends_at) return;
  activatePreset(world, device, schedule);
};

interface AdjustmentSource {
  /** Through Seam, or at the thermostat. */
  readonly method: 'seam' | 'external';
}

const manualSetting = (setting: ClimateSetting | undefined, change: Adjustment): ClimateSetting => ({
  ...(change.hvac_mode_setting === undefined ? setting : { fan_mode_setting: setting?.fan_mode_setting }),
  display_name: 'Manual setting',
  name: null,
  climate_preset_key: undefined,
  climate_preset_mode: undefined,
  manual_override_allowed: true,
  ...change,
});

/**
 * Changes a thermostat manually, so that it follows no preset. An active schedule takes over again after its override
 * period, or at once when it allows no overrides.
 */
export const adjustClimate = (
  world: World,
  device: DeviceRow,
  { method, ...change }: Adjustment & AdjustmentSource,
): void => {
  const { device_id, properties } = device;
  const schedule = activeSchedule(world, device);
  patchProperties(world, device_id, {
    current_climate_setting: manualSetting(properties.current_climate_setting, change),
    is_temporary_manual_override_active: schedule !== undefined,
    ...(change.fan_mode_setting === undefined ? {} : { fan_mode_setting: change.fan_mode_setting }),
  });
  if (change.hvac_mode_setting !== undefined)
    world.state.devices.patch(device_id, { reached_set_point: undefined });
  runHvac(world, device_id);
  writeEvent(world, 'thermostat.manually_adjusted', {
    ...deviceEventFields(world, device),
    method,
    ...change,
  });
  if (schedule) startOverride(world, schedule);
};
