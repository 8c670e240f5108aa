import { apiError } from '@org/seam-core/server';
import type { DeviceRow } from '../rows.ts';
import type { World } from '../world.ts';
import { brokenConstraints, choosesCodes } from './code-constraints.ts';
import { isCodeTaken } from './is-code-taken.ts';

interface Wanted {
  readonly code: string;
  /** The access code that is to have it, if it exists. */
  readonly access_code_id?: string | undefined;
}

/**
 * Whether a device takes a code that somebody chose.
 * @throws SeamApiError 400 when its digits do not suit the device, 409 when the device has them already
 */
export const checkCode = (world: World, device: DeviceRow, { code, access_code_id }: Wanted): void => {
  const { device_id } = device;
  const { supported_code_lengths: lengths } = device.properties;
  const data = { device_id };
  if (choosesCodes(device))
    throw apiError('invalid_input', { message: 'For this device, the code cannot be chosen.', data });
  if (lengths && !lengths.includes(code.length))
    throw apiError('invalid_input', {
      message: `The device takes codes of these lengths: ${lengths.join(', ')}.`,
      data,
    });
  const broken = brokenConstraints(device, code);
  if (broken.length > 0)
    throw apiError('invalid_input', { message: `The code breaks ${broken.join(', ')}.`, data });
  if (isCodeTaken(world, { device_id, code, access_code_id }))
    throw apiError('duplicate_access_code', { data: { device_id } });
};
