import type { AcsEncoderRow, DeviceRow } from '../fake/rows.ts';
import type { World } from '../fake/world.ts';
import { whyUnreachable } from '../resources/devices/rules.ts';
import { AttemptError } from './types.ts';

/**
 * The encoder, if it can be reached.
 * @throws AttemptError of the type when it was removed
 */
export const onlineEncoder = (
  { state }: World,
  acs_encoder_id: string,
  error_type = 'encoder_not_online',
): AcsEncoderRow => {
  const encoder = state.acsEncoders.get(acs_encoder_id);
  if (!encoder || encoder.errors.length > 0)
    throw new AttemptError(error_type, 'The encoder cannot be reached.');
  return encoder;
};

/** The device, if it is still there and can be reached. @throws AttemptError */
export const reachableDevice = (world: World, device_id: string): DeviceRow => {
  const device = world.state.devices.get(device_id);
  if (!device) throw new AttemptError('device_not_found', 'The device is gone.');
  const reason = whyUnreachable(world, device);
  if (reason !== undefined) throw new AttemptError(reason, 'The device cannot be reached.');
  return device;
};
