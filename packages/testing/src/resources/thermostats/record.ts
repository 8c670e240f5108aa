import type { DeviceRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { addDevice, type DeviceOverrides } from '../devices/record.ts';
import { type ClimatePreset, climateSetting, setPoints } from './climate.ts';

const homePreset: ClimatePreset = {
  climate_preset_key: 'home',
  name: 'Home',
  display_name: 'Home',
  can_delete: false,
  can_edit: true,
  can_use_with_thermostat_daily_programs: true,
  manual_override_allowed: true,
  hvac_mode_setting: 'heat_cool',
  fan_mode_setting: 'auto',
  ...setPoints({ heating_set_point_celsius: 20, cooling_set_point_celsius: 25 }),
};

/** Adds a thermostat that follows its climate preset `home`. */
export const addThermostat = (
  world: World,
  workspace_id: string,
  { name = 'Thermostat', properties, ...overrides }: DeviceOverrides = {},
): DeviceRow =>
  addDevice(world, workspace_id, {
    name,
    device_type: 'ecobee_thermostat',
    capabilities_supported: ['thermostat'],
    can_remotely_lock: undefined,
    can_remotely_unlock: undefined,
    can_hvac_cool: true,
    can_hvac_heat: true,
    can_hvac_heat_cool: true,
    can_turn_off_hvac: true,
    can_run_thermostat_programs: true,
    can_program_thermostat_programs_as_different_each_day: true,
    properties: {
      appearance: { name },
      model: { display_name: 'Thermostat', manufacturer_display_name: 'Ecobee' },
      manufacturer: 'ecobee',
      name,
      online: true,
      temperature_celsius: 21,
      temperature_fahrenheit: 69.8,
      relative_humidity: 0.4,
      available_hvac_mode_settings: ['off', 'heat', 'cool', 'heat_cool'],
      available_fan_mode_settings: ['auto', 'on'],
      available_climate_presets: [homePreset],
      current_climate_setting: climateSetting(homePreset),
      fallback_climate_preset_key: null,
      fan_mode_setting: 'auto',
      is_cooling: false,
      is_fan_running: false,
      is_heating: false,
      is_temporary_manual_override_active: false,
      active_thermostat_schedule_id: null,
      thermostat_weekly_program: null,
      ...properties,
    },
    ...overrides,
  });
