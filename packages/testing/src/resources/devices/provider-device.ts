import { SeamConfigError } from '@org/seam-core';
import { describeValue, type OptionRule } from '@org/seam-core/internal';
import type { DeviceRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';

interface Wanted {
  /** The id from the caller. */
  readonly device_id: string;
  readonly capability?: DeviceRow['capabilities_supported'][number] | undefined;
}

/**
 * Finds the device that a function of `fake.provider` changes, after everything that is due has happened.
 * @param place the function, for messages: `provider.tamper()`
 * @throws SeamConfigError when there is no such device, or it lacks the capability
 */
export const findProviderDevice = (
  world: World,
  place: string,
  { device_id, capability }: Wanted,
): DeviceRow => {
  world.clock.settle();
  const device = world.state.devices.get(device_id);
  if (!device) throw new SeamConfigError(`${place}: there is no device ${describeValue(device_id)}.`);
  if (capability !== undefined && !device.capabilities_supported.includes(capability))
    throw new SeamConfigError(`${place}: the device ${device_id} does not support ${capability}.`);
  return device;
};

/**
 * Checks an argument of a function of `fake.provider`.
 * @param name the function and the argument, for the message: `provider.setBattery(): level`
 * @throws SeamConfigError
 */
export const checkArgument = (name: string, value: unknown, { accepts, expected }: OptionRule): void => {
  if (!accepts(value)) throw new SeamConfigError(`${name} must be ${expected}; got ${describeValue(value)}.`);
};
