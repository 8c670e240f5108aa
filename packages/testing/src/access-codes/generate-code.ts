import { apiError } from '@org/seam-core/server';
import type { DeviceRow } from '../rows.ts';
import type { World } from '../world.ts';
import { brokenConstraints } from './code-constraints.ts';
import { isCodeTaken } from './is-code-taken.ts';

const usualLength = 4;

/** The preferred length if all devices take it, else the shortest that they all take. */
const lengthFor = (devices: readonly DeviceRow[], preferred: number | undefined): number => {
  const limits = devices.flatMap(({ properties }) =>
    properties.supported_code_lengths ? [properties.supported_code_lengths] : [],
  );
  const isSupported = (length: number) => limits.every((lengths) => lengths.includes(length));
  if (preferred !== undefined && isSupported(preferred)) return preferred;
  const [shortest = usualLength] = limits
    .flat()
    .filter(isSupported)
    .toSorted((a, b) => a - b);
  return shortest;
};

/**
 * Makes up a code that all the devices take and none of them has.
 * @throws SeamApiError when there seems to be none
 */
export const generateCode = (
  world: World,
  devices: readonly DeviceRow[],
  preferredLength?: number,
): string => {
  const length = lengthFor(devices, preferredLength);
  for (let tries = 0; tries < 10_000; tries += 1) {
    const code = world.random.digits(length);
    const isFree = devices.every(
      (device) =>
        brokenConstraints(device, code).length === 0 &&
        !isCodeTaken(world, { device_id: device.device_id, code }),
    );
    if (isFree) return code;
  }
  throw apiError('conflict', { message: 'No code is left that the device would take.' });
};
