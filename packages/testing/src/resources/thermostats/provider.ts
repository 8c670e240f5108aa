import { SeamConfigError } from '@org/seam-core';
import { checkOptions, type OptionRule, type OptionRules, rules } from '@org/seam-core/internal';
import type { World } from '../../fake/world.ts';
import { checkArgument, findProviderDevice } from '../devices/provider-device.ts';
import { adjustClimate } from './climate-changes.ts';
import { type SetPoints, setPoints } from './climate.ts';
import { setTemperature } from './temperature.ts';

/** What somebody sets at a thermostat. */
interface ThermostatAdjustment extends SetPoints {
  readonly hvac_mode_setting?: 'off' | 'cool' | 'heat' | 'heat_cool' | 'eco' | undefined;
  readonly fan_mode_setting?: 'auto' | 'on' | 'circulate' | undefined;
}

/** What happens at a thermostat without a request to Seam, in production too. */
export interface ThermostatsProvider {
  /**
   * The thermostat reports a temperature. Writes `thermostat.temperature_changed`, `….temperature_reached_set_point`,
   * `….temperature_threshold_exceeded` or `….temperature_threshold_no_longer_exceeded`, as it follows from the temperature.
   * @param celsius the temperature in °C
   * @throws SeamConfigError when the device is no thermostat
   */
  reportTemperature(device_id: string, celsius: number): void;
  /**
   * Somebody changes the settings at the thermostat. Writes `thermostat.manually_adjusted` with the method `external`.
   * @throws SeamConfigError when the device is no thermostat
   */
  adjustThermostat(device_id: string, adjustment: ThermostatAdjustment): void;
}

const degrees: OptionRule = {
  expected: 'a number of degrees',
  accepts: (value) => Number.isFinite(value),
};

const adjustmentRules: OptionRules<ThermostatAdjustment> = {
  hvac_mode_setting: rules.oneOf('off', 'cool', 'heat', 'heat_cool', 'eco'),
  fan_mode_setting: rules.oneOf('auto', 'on', 'circulate'),
  cooling_set_point_celsius: degrees,
  cooling_set_point_fahrenheit: degrees,
  heating_set_point_celsius: degrees,
  heating_set_point_fahrenheit: degrees,
};

/** Creates the functions of `fake.provider` for thermostats. */
export const thermostatsProvider = (world: World): ThermostatsProvider => ({
  reportTemperature: (device_id, celsius) => {
    const place = 'provider.reportTemperature()';
    const device = findProviderDevice(world, place, { device_id, capability: 'thermostat' });
    checkArgument(`${place}: celsius`, celsius, degrees);
    setTemperature(world, device, celsius);
  },
  adjustThermostat: (device_id, adjustment) => {
    const place = 'provider.adjustThermostat()';
    const device = findProviderDevice(world, place, { device_id, capability: 'thermostat' });
    checkOptions(place, adjustment, adjustmentRules);
    for (const kind of ['heating', 'cooling'] as const)
      if (
        adjustment[`${kind}_set_point_celsius`] !== undefined &&
        adjustment[`${kind}_set_point_fahrenheit`] !== undefined
      )
        throw new SeamConfigError(
          `${place}: pass ${kind}_set_point_celsius or ${kind}_set_point_fahrenheit, not both.`,
        );
    const { hvac_mode_setting, fan_mode_setting } = adjustment;
    adjustClimate(world, device, {
      method: 'external',
      ...(hvac_mode_setting === undefined ? {} : { hvac_mode_setting }),
      ...(fan_mode_setting === undefined ? {} : { fan_mode_setting }),
      ...setPoints(adjustment),
    });
  },
});
