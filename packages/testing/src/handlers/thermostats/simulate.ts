import type { Handlers, thermostats } from '@org/seam-core';
import { apiError } from '@org/seam-core/server';
import { adjustClimate } from '../../thermostats/adjust-climate.ts';
import { reachTemperature } from '../../thermostats/reach-temperature.ts';
import { requireThermostat } from '../../thermostats/require-thermostat.ts';
import { setPoints } from '../../thermostats/set-points.ts';
import { toCelsius } from '../../thermostats/temperature.ts';
import type { WorldContext } from '../../world.ts';
import { requireSandbox } from '../require-sandbox.ts';

export const thermostatsSimulate: Handlers<typeof thermostats.simulate, WorldContext> = {
  hvacModeAdjusted: ({ device_id, hvac_mode, ...params }, context) => {
    requireSandbox(context);
    adjustClimate(context.world, requireThermostat(context, device_id), {
      method: 'external',
      hvac_mode_setting: hvac_mode,
      ...setPoints(params),
    });
  },

  temperatureReached: ({ device_id, temperature_celsius, temperature_fahrenheit }, context) => {
    requireSandbox(context);
    const device = requireThermostat(context, device_id);
    if (temperature_celsius === undefined && temperature_fahrenheit === undefined)
      throw apiError('invalid_input', { message: 'Pass temperature_celsius or temperature_fahrenheit.' });
    reachTemperature(context.world, device, temperature_celsius ?? toCelsius(temperature_fahrenheit ?? 0));
  },
};
