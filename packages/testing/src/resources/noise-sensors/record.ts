import type { NoiseThreshold } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import type { DeviceRow, NoiseThresholdRow } from '../../fake/rows.ts';
import type { World, WorldContext } from '../../fake/world.ts';
import { addDevice, type DeviceOverrides } from '../devices/record.ts';

/** Adds a noise sensor, by default a Minut. */
export const addNoiseSensor = (
  world: World,
  workspace_id: string,
  overrides: DeviceOverrides = {},
): DeviceRow => addDevice(world, workspace_id, { device_type: 'minut_sensor', ...overrides });

/** Adds a noise threshold to a noise sensor. By default it applies at night. */
export const addNoiseThreshold = (
  { state, ids }: World,
  workspace_id: string,
  overrides: Partial<NoiseThresholdRow> & { readonly device_id: string },
): NoiseThresholdRow =>
  state.noiseThresholds.insert({
    noise_threshold_id: ids.next('noise_threshold'),
    name: 'Quiet hours',
    noise_threshold_decibels: 60,
    starts_daily_at: '22:00:00[Etc/UTC]',
    ends_daily_at: '07:00:00[Etc/UTC]',
    workspace_id,
    ...overrides,
  });

/**
 * Finds a managed noise sensor of the caller's workspace.
 * @throws SeamNotFoundError when there is no such device, or it is not a managed noise sensor
 */
export const requireNoiseSensor = ({ world, workspace_id }: WorldContext, device_id: string): DeviceRow => {
  const device = world.state.devices.require(device_id, workspace_id);
  if (!device.is_managed || !device.capabilities_supported.includes('noise_detection'))
    throw apiError('device_not_found', {
      message: `The device ${device_id} is not a managed noise sensor.`,
      data: { device_id },
    });
  return device;
};

/** A noise threshold as the API shows it. */
export const presentNoiseThreshold = ({ workspace_id: _, ...threshold }: NoiseThresholdRow): NoiseThreshold =>
  threshold;
