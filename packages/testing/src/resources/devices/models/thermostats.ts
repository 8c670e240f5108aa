import type { Device } from '@org/seam-core';
import { type ClimatePreset, climateSetting, setPoints, toCelsius } from '../../thermostats/climate.ts';
import { type DeviceFlags, type DeviceModel, simulated, wired } from './device-model.ts';

type Properties = Device['properties'];

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

const heatingPreset: ClimatePreset = {
  ...homePreset,
  hvac_mode_setting: 'heat',
  cooling_set_point_celsius: undefined,
  cooling_set_point_fahrenheit: undefined,
};

/** The lowest and the highest set points, and the smallest distance between them, in °F. */
interface Limits {
  readonly heating: readonly [min: number, max: number];
  readonly cooling: readonly [min: number, max: number];
  readonly delta: number;
}

const degrees = (fahrenheit: number): number => Math.round((fahrenheit / 1.8) * 100) / 100;

const limitProperties = ({ heating, cooling, delta }: Limits): Partial<Properties> => ({
  min_heating_set_point_fahrenheit: heating[0],
  max_heating_set_point_fahrenheit: heating[1],
  min_cooling_set_point_fahrenheit: cooling[0],
  max_cooling_set_point_fahrenheit: cooling[1],
  min_heating_cooling_delta_fahrenheit: delta,
  min_heating_set_point_celsius: toCelsius(heating[0]),
  max_heating_set_point_celsius: toCelsius(heating[1]),
  min_cooling_set_point_celsius: toCelsius(cooling[0]),
  max_cooling_set_point_celsius: toCelsius(cooling[1]),
  min_heating_cooling_delta_celsius: degrees(delta),
});

const usualLimits: Limits = { heating: [45, 79], cooling: [65, 92], delta: 5 };

const programFlags: DeviceFlags = {
  can_run_thermostat_programs: true,
  can_program_thermostat_programs_as_different_each_day: true,
  can_program_thermostat_programs_as_same_each_day: true,
  can_program_thermostat_programs_as_weekday_weekend: true,
};

const programLimits: Partial<Properties> = {
  max_thermostat_daily_program_periods_per_day: 28,
  max_unique_climate_presets_per_thermostat_weekly_program: 28,
  thermostat_daily_program_period_precision_minutes: 30,
};

const hvacFlags: DeviceFlags = {
  can_hvac_cool: true,
  can_hvac_heat: true,
  can_hvac_heat_cool: true,
  can_turn_off_hvac: true,
};

interface ThermostatTraits {
  readonly provider: string;
  readonly manufacturer?: string;
  readonly manufacturerName: string;
  readonly limits?: Limits;
  readonly hvac?: DeviceFlags;
  readonly programs?: DeviceFlags;
  readonly modes?: NonNullable<Properties['available_hvac_mode_settings']>;
  readonly fanModes?: NonNullable<Properties['available_fan_mode_settings']>;
  readonly preset?: ClimatePreset;
  readonly metadata?: DeviceModel['metadata'];
}

const thermostat = (traits: ThermostatTraits): DeviceModel => {
  const { provider, manufacturerName, manufacturer = provider, preset = homePreset } = traits;
  const { programs = programFlags, hvac = hvacFlags, limits = usualLimits } = traits;
  const { modes = ['off', 'heat', 'cool', 'heat_cool'], fanModes = ['auto', 'on'] } = traits;
  return {
    provider,
    manufacturer,
    manufacturerName,
    displayName: 'Thermostat',
    capabilities: ['thermostat'],
    flags: { ...hvac, ...programs, ...simulated },
    properties: {
      ...wired,
      temperature_celsius: 21,
      temperature_fahrenheit: 69.8,
      relative_humidity: 0.4,
      available_hvac_mode_settings: modes,
      available_fan_mode_settings: fanModes,
      available_climate_presets: [preset],
      current_climate_setting: climateSetting(preset),
      fallback_climate_preset_key: null,
      fan_mode_setting: 'auto',
      is_cooling: false,
      is_fan_running: false,
      is_heating: false,
      is_temporary_manual_override_active: false,
      active_thermostat_schedule_id: null,
      thermostat_weekly_program: null,
      ...limitProperties(limits),
      ...(programs.can_run_thermostat_programs === true ? programLimits : {}),
    },
    metadata: traits.metadata,
  };
};

/** The thermostats that Seam connects to, by device type. */
export const thermostatModels: Readonly<Record<string, DeviceModel>> = {
  ecobee_thermostat: thermostat({
    provider: 'ecobee',
    manufacturerName: 'Ecobee',
    metadata: (ecobee_device_id, device_name) => ({ ecobee_metadata: { ecobee_device_id, device_name } }),
  }),
  honeywell_resideo_thermostat: thermostat({
    provider: 'honeywell_resideo',
    manufacturerName: 'Honeywell Resideo',
    fanModes: ['auto', 'on', 'circulate'],
    metadata: (honeywell_resideo_device_id, device_name) => ({
      honeywell_resideo_metadata: { honeywell_resideo_device_id, device_name },
    }),
  }),
  nest_thermostat: thermostat({
    provider: 'nest',
    manufacturerName: 'Google Nest',
    modes: ['off', 'heat', 'cool', 'heat_cool', 'eco'],
    limits: { heating: [48, 90], cooling: [50, 92], delta: 3 },
    metadata: (nest_device_id, device_name) => ({ nest_metadata: { nest_device_id, device_name } }),
  }),
  sensi_thermostat: thermostat({
    provider: 'sensi',
    manufacturerName: 'Sensi',
    fanModes: ['auto', 'on', 'circulate'],
    metadata: (device_id, device_name) => ({ sensi_metadata: { device_id, device_name } }),
  }),
  smartthings_thermostat: thermostat({
    provider: 'smartthings',
    manufacturerName: 'SmartThings',
    metadata: (device_id, device_name) => ({ smartthings_metadata: { device_id, device_name } }),
  }),
  tado_thermostat: thermostat({
    provider: 'tado',
    manufacturerName: 'tado°',
    hvac: { can_hvac_heat: true, can_turn_off_hvac: true },
    modes: ['off', 'heat'],
    programs: {},
    preset: heatingPreset,
    metadata: (serial_no) => ({ tado_metadata: { serial_no, device_type: 'RU02' } }),
  }),
};
