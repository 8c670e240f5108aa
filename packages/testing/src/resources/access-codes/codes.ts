import { apiError } from '@org/seam-server';
import type { AccessCodeRow, DeviceRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { isOnDevice } from './record.ts';

const rules: Readonly<Record<string, (code: string) => boolean>> = {
  at_least_three_unique_digits: (code) => new Set(code).size >= 3,
  cannot_contain_0789: (code) => !/[0789]/.test(code),
  cannot_contain_089: (code) => !/[089]/.test(code),
  cannot_start_with_12: (code) => !code.startsWith('12'),
  no_all_same_digits: (code) => new Set(code).size > 1,
  no_zeros: (code) => !code.includes('0'),
};

/** The rules of a device that a code breaks, as far as the fake knows them. */
const brokenConstraints = ({ properties }: DeviceRow, code: string): string[] =>
  (properties.code_constraints ?? [])
    .map(({ constraint_type }) => constraint_type)
    .filter((type) => rules[type]?.(code) === false);

/** Whether nobody but the device, or Seam, says what the digits of its codes are. */
export const choosesCodes = ({ properties }: DeviceRow): boolean =>
  properties.code_constraints?.some(
    ({ constraint_type }) => constraint_type === 'cannot_specify_pin_code',
  ) === true;

interface Wanted {
  readonly device_id: string;
  readonly code: string;
  /** The access code that may have the digits, since it is the one in question. */
  readonly access_code_id?: string | undefined;
}

const isOver = ({ clock }: World, { status, ends_at }: AccessCodeRow): boolean =>
  status === 'unset' && Boolean(ends_at) && Date.parse(ends_at ?? '') <= clock.now().getTime();

/** Whether another access code of a device, managed or not, has these digits. One whose time is over does not count. */
export const isCodeTaken = (world: World, { device_id, code, access_code_id }: Wanted): boolean =>
  world.state.accessCodes
    .by('device_id', device_id)
    .some((row) => row.code === code && row.access_code_id !== access_code_id && !isOver(world, row));

interface WantedCode {
  readonly code: string;
  /** The access code that is to have it, if it exists. */
  readonly access_code_id?: string | undefined;
}

/**
 * Whether a device takes a code that somebody chose.
 * @throws SeamApiError 400 when its digits do not suit the device, 409 when the device has them already
 */
export const checkCode = (world: World, device: DeviceRow, { code, access_code_id }: WantedCode): void => {
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

/** Whether a device has all the access codes that it can hold. */
export const isDeviceFull = ({ state }: World, { device_id, properties }: DeviceRow): boolean => {
  const { max_active_codes_supported: most } = properties;
  if (most === undefined) return false;
  return state.accessCodes.by('device_id', device_id).filter((row) => isOnDevice(row)).length >= most;
};
