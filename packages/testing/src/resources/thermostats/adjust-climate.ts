import type { Adjustment } from '../../action-attempts/inputs.ts';
import { writeEvent } from '../../events/write-event.ts';
import type { DeviceRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { patchProperties } from '../devices/changes.ts';
import { aboutDevice } from '../devices/record.ts';
import type { ClimateSetting } from './climate-types.ts';
import { activeSchedule, beginOverride } from './override.ts';

interface ByWhom {
  /** Through Seam, or at the wall. */
  readonly method: 'seam' | 'external';
}

const afterwards = (setting: ClimateSetting | undefined, change: Adjustment): ClimateSetting => ({
  ...(change.hvac_mode_setting === undefined ? setting : { fan_mode_setting: setting?.fan_mode_setting }),
  display_name: 'Manual setting',
  name: null,
  climate_preset_key: undefined,
  climate_preset_mode: undefined,
  manual_override_allowed: true,
  ...change,
});

/**
 * Sets a thermostat by hand. It follows no preset then; a schedule that is on and limits overrides takes over again when
 * its time for them is up, or at once when it allows none.
 */
export const adjustClimate = (
  world: World,
  device: DeviceRow,
  { method, ...change }: Adjustment & ByWhom,
): void => {
  const { device_id, properties } = device;
  const schedule = activeSchedule(world, device);
  patchProperties(world, device_id, {
    current_climate_setting: afterwards(properties.current_climate_setting, change),
    is_temporary_manual_override_active: schedule !== undefined,
    ...(change.fan_mode_setting === undefined ? {} : { fan_mode_setting: change.fan_mode_setting }),
  });
  writeEvent(world, 'thermostat.manually_adjusted', { ...aboutDevice(world, device), method, ...change });
  if (schedule) beginOverride(world, schedule);
};
