import type { OptionRule } from '@org/seam-core/internal';
import type { World } from '../../fake/world.ts';
import { checkArgument, findProviderDevice } from '../devices/provider-device.ts';
import { reportNoise } from './noise.ts';

/** What happens at a noise sensor without a request to Seam, in production too. */
export interface NoiseSensorsProvider {
  /**
   * The sensor reports a noise level. Writes `noise_sensor.noise_threshold_triggered` for each threshold that applies at this
   * time of day and is exceeded now, but was not before.
   * @param decibels the level in decibels
   * @param nrs the Noise Risk Score of a NoiseAware sensor
   * @throws SeamConfigError when the device is no noise sensor
   */
  reportNoise(device_id: string, decibels: number, nrs?: number): void;
}

const level: OptionRule = { expected: 'a number', accepts: (value) => Number.isFinite(value) };

/** Creates the functions of `fake.provider` for noise sensors. */
export const noiseSensorsProvider = (world: World): NoiseSensorsProvider => ({
  reportNoise: (device_id, decibels, nrs) => {
    const place = 'provider.reportNoise()';
    const device = findProviderDevice(world, place, { device_id, capability: 'noise_detection' });
    checkArgument(`${place}: decibels`, decibels, level);
    if (nrs !== undefined) checkArgument(`${place}: nrs`, nrs, level);
    reportNoise(world, device, { decibels, nrs });
  },
});
