import type { Handlers, thermostats } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import type { WorldContext } from '../../fake/world.ts';
import { requireSandbox } from '../shared/refusals.ts';
import { adjustClimate } from './adjust-climate.ts';
import { reachTemperature } from './climate.ts';
import { requireThermostat } from './find.ts';
import { setPoints, toCelsius } from './temperature.ts';

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
