import type { DeviceRow } from '../../../fake/rows.ts';
import type { DeviceFlag, DeviceFlags, DeviceModel } from './device-model.ts';
import { lockModels } from './locks.ts';
import { readerModels } from './readers.ts';
import { sensorModels } from './sensors.ts';
import { thermostatModels } from './thermostats.ts';

/** The models of all devices, by device type. */
export const deviceModels: Readonly<Record<string, DeviceModel>> = {
  ...lockModels,
  ...readerModels,
  ...thermostatModels,
  ...sensorModels,
};

const usualType = 'august_lock';

/** The model of a device type. An unknown type is like an August lock. */
export const findModel = (device_type: string): DeviceModel => {
  const found = Object.hasOwn(deviceModels, device_type) ? deviceModels[device_type] : undefined;
  return found ?? (deviceModels[usualType] as DeviceModel);
};

const typesByProvider = new Map<string, string>();
for (const [type, { provider }] of Object.entries(deviceModels))
  if (!typesByProvider.has(provider)) typesByProvider.set(provider, type);

/** Providers that Seam accepts by another name too. */
const sameProvider: Readonly<Record<string, string>> = {
  first_alert: 'honeywell_resideo',
  google_nest: 'nest',
  korelock: 'keyincode',
  salto: 'salto_ks',
  salto_ks_accept: 'salto_ks',
  yale_access: 'yale',
};

/** The type of the first device that an account of a provider has. Providers without devices have an August lock. */
export const deviceTypeOfProvider = (provider: string): DeviceRow['device_type'] =>
  typesByProvider.get(sameProvider[provider] ?? provider) ?? usualType;

/** The flags that a device has only with a capability. */
const flagsOfCapability: Readonly<Record<string, readonly DeviceFlag[]>> = {
  access_code: [
    'can_program_offline_access_codes',
    'can_program_online_access_codes',
    'can_unlock_with_code',
  ],
  lock: ['can_configure_auto_lock', 'can_remotely_lock', 'can_remotely_unlock'],
  thermostat: [
    'can_hvac_cool',
    'can_hvac_heat',
    'can_hvac_heat_cool',
    'can_program_thermostat_programs_as_different_each_day',
    'can_program_thermostat_programs_as_same_each_day',
    'can_program_thermostat_programs_as_weekday_weekend',
    'can_run_thermostat_programs',
    'can_turn_off_hvac',
  ],
};

/** The flags of a model, without those of capabilities that a device lacks. */
export const flagsOfModel = ({ flags }: DeviceModel, capabilities: readonly string[]): DeviceFlags => {
  const lacked = Object.entries(flagsOfCapability).flatMap(([capability, names]) =>
    capabilities.includes(capability) ? [] : names,
  );
  if (lacked.length === 0) return flags;
  return Object.fromEntries(Object.entries(flags).filter(([flag]) => !lacked.includes(flag as DeviceFlag)));
};
