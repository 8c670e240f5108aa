import type { EndpointTexts } from '../endpoint-texts.ts';

export const thermostats: EndpointTexts = {
  '/thermostats/activate_climate_preset':
    'Applies a climate preset to a thermostat now. Asynchronous: the action attempt ends when the thermostat has the settings; `thermostat.climate_preset_activated` reports it.',
  '/thermostats/cool':
    'Sets a thermostat to cooling, with a set point in degrees Celsius or Fahrenheit. Asynchronous: the action attempt ends when the thermostat has the mode.',
  '/thermostats/create_climate_preset':
    'Adds a climate preset, a named set of modes and set points, to a thermostat. Nothing changes on the thermostat until the preset is activated.',
  '/thermostats/daily_programs/create':
    'Creates a daily program for a thermostat: a list of times of day, each with the climate preset that applies from then on. It runs on the days to which `/thermostats/update_weekly_program` assigns it.',
  '/thermostats/daily_programs/delete': 'Deletes a daily program of a thermostat.',
  '/thermostats/daily_programs/update':
    'Replaces the name and all periods of a daily program. Asynchronous: the action attempt ends when the thermostat has the new program.',
  '/thermostats/delete_climate_preset': 'Deletes a climate preset of a thermostat, named by its key.',
  '/thermostats/heat':
    'Sets a thermostat to heating, with a set point in degrees Celsius or Fahrenheit. Asynchronous: the action attempt ends when the thermostat has the mode.',
  '/thermostats/heat_cool':
    'Sets a thermostat to the automatic mode, which heats below one set point and cools above the other, in degrees Celsius or Fahrenheit. Asynchronous: the action attempt ends when the thermostat has the mode.',
  '/thermostats/list':
    'Lists managed thermostats. The parameters select by type, manufacturer, connected account, space, customer or custom metadata.',
  '/thermostats/off':
    'Turns heating and cooling of a thermostat off. Asynchronous: the action attempt ends when the thermostat has the mode.',
  '/thermostats/schedules/create':
    'Creates a time frame in which a climate preset is active on a thermostat. `thermostat.climate_preset_activated` reports the start. `is_override_allowed` decides whether the settings may change meanwhile.',
  '/thermostats/schedules/delete': 'Deletes a schedule of a thermostat.',
  '/thermostats/schedules/get': 'Reads one schedule of a thermostat. Its `errors` show what went wrong.',
  '/thermostats/schedules/list': 'Lists the schedules of a thermostat.',
  '/thermostats/schedules/update':
    'Changes the times, the climate preset or the override rule of a schedule.',
  '/thermostats/set_fallback_climate_preset':
    'Chooses the climate preset to which a thermostat returns when a schedule ends and no other preset is active.',
  '/thermostats/set_fan_mode':
    'Sets the fan of a thermostat to `auto`, `on` or `circulate`. Asynchronous: the action attempt ends when the thermostat has the mode.',
  '/thermostats/set_hvac_mode':
    'Sets the mode of a thermostat. Heating and cooling modes need the set points that belong to them. Asynchronous: the action attempt ends when the thermostat has the mode.',
  '/thermostats/set_temperature_threshold':
    'Sets the temperatures between which a thermostat should stay. Outside them, the thermostat has the warning `temperature_threshold_exceeded`, and Seam sends `thermostat.temperature_threshold_exceeded`. The thermostat does not heat or cool because of it.',
  '/thermostats/simulate/hvac_mode_adjusted':
    'Changes the mode of a thermostat in a sandbox workspace, as if someone did it at the thermostat. Expect `thermostat.manually_adjusted`.',
  '/thermostats/simulate/temperature_reached':
    'Sets the measured temperature of a thermostat in a sandbox workspace. Expect the temperature events that belong to it.',
  '/thermostats/update_climate_preset': 'Changes a climate preset of a thermostat, named by its key.',
  '/thermostats/update_weekly_program':
    'Sets which daily program runs on which weekday. This replaces the former weekly program: a weekday that is omitted has none. Asynchronous: the action attempt ends when the thermostat has the program.',
};
