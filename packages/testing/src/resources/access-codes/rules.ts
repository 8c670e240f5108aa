import type { AccessCodesGetParams } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import type { AccessCodeRow, DeviceRow } from '../../fake/rows.ts';
import type { World, WorldContext } from '../../fake/world.ts';
import { checkPeriod } from '../shared/checks.ts';
import { isOnDevice } from './record.ts';

interface Reference {
  readonly access_code_id?: string | undefined;
  readonly device_id?: string | undefined;
  readonly code?: string | undefined;
}

/** Whether to find managed or unmanaged access codes. */
type Kind = Pick<AccessCodeRow, 'is_managed'>;

/** Finds a managed or unmanaged access code by its id, or by its device and code. @throws SeamNotFoundError */
export const findAccessCode = (
  { access_code_id, device_id, code }: Reference | AccessCodesGetParams,
  { world: { state }, workspace_id }: WorldContext,
  { is_managed }: Kind,
): AccessCodeRow => {
  const candidates =
    access_code_id === undefined
      ? state.accessCodes.by('device_id', device_id ?? '').filter((row) => row.code === code)
      : [state.accessCodes.require(access_code_id, workspace_id)];
  const found = candidates.find(
    (row) =>
      row.workspace_id === workspace_id &&
      row.is_managed === is_managed &&
      (device_id === undefined || row.device_id === device_id),
  );
  if (found) return found;
  throw apiError('access_code_not_found', {
    message: `No ${is_managed ? 'managed' : 'unmanaged'} access code found.`,
    data: { access_code_id, device_id },
  });
};

/** The managed access codes of the caller's workspace that share a code by a `common_code_key`. */
export const linkedAccessCodes = (
  { world, workspace_id }: WorldContext,
  common_code_key: string,
): AccessCodeRow[] =>
  world.state.accessCodes
    .by('common_code_key', common_code_key)
    .filter((row) => row.workspace_id === workspace_id && row.is_managed);

const codeRules: Readonly<Record<string, (code: string) => boolean>> = {
  at_least_three_unique_digits: (code) => new Set(code).size >= 3,
  cannot_contain_0789: (code) => !/[0789]/.test(code),
  cannot_contain_089: (code) => !/[089]/.test(code),
  cannot_start_with_12: (code) => !code.startsWith('12'),
  no_all_same_digits: (code) => new Set(code).size > 1,
  no_zeros: (code) => !code.includes('0'),
};

/** The constraints of a device that a code violates. Constraints that the fake does not know are ignored. */
const brokenConstraints = ({ properties }: DeviceRow, code: string): string[] =>
  (properties.code_constraints ?? [])
    .map(({ constraint_type }) => constraint_type)
    .filter((type) => codeRules[type]?.(code) === false);

/** Whether the device or Seam assigns the codes, so that a caller cannot specify one. */
export const assignsOwnCodes = ({ properties }: DeviceRow): boolean =>
  properties.code_constraints?.some(
    ({ constraint_type }) => constraint_type === 'cannot_specify_pin_code',
  ) === true;

interface CodeOnDevice {
  readonly device_id: string;
  readonly code: string;
  /** The access code that is being changed: it may keep its code. */
  readonly access_code_id?: string | undefined;
}

const isExpired = ({ clock }: World, { status, ends_at }: AccessCodeRow): boolean =>
  status === 'unset' && Boolean(ends_at) && Date.parse(ends_at ?? '') <= clock.now().getTime();

/** Whether another access code of the device, managed or not, has this code. Expired access codes do not count. */
export const isCodeTaken = (world: World, { device_id, code, access_code_id }: CodeOnDevice): boolean =>
  world.state.accessCodes
    .by('device_id', device_id)
    .some((row) => row.code === code && row.access_code_id !== access_code_id && !isExpired(world, row));

interface SpecifiedCode {
  readonly code: string;
  /** The access code that is being changed, if it exists. */
  readonly access_code_id?: string | undefined;
}

/**
 * Checks that a device accepts a code that the caller specified.
 * @throws SeamApiError 400 when the device does not support the code; 409 when the code is taken
 */
export const checkCode = (world: World, device: DeviceRow, { code, access_code_id }: SpecifiedCode): void => {
  const { device_id } = device;
  const { supported_code_lengths: lengths } = device.properties;
  const data = { device_id };
  if (assignsOwnCodes(device))
    throw apiError('invalid_input', { message: 'Codes cannot be specified for this device.', data });
  if (lengths && !lengths.includes(code.length))
    throw apiError('invalid_input', {
      message: `The device supports codes of these lengths: ${lengths.join(', ')}.`,
      data,
    });
  const broken = brokenConstraints(device, code);
  if (broken.length > 0)
    throw apiError('invalid_input', {
      message: `The code violates constraints of the device: ${broken.join(', ')}.`,
      data,
    });
  if (isCodeTaken(world, { device_id, code, access_code_id }))
    throw apiError('duplicate_access_code', { data: { device_id } });
};

const usualLength = 4;

/** The preferred length if all devices support it, otherwise the shortest length that all support. */
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
 * Generates a code that all the devices accept and none of them has.
 * @throws SeamApiError 409 when no free code is found
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
  throw apiError('conflict', { message: 'No free code found that the device supports.' });
};

/** Whether a device holds as many access codes as it supports. */
export const isDeviceFull = ({ state }: World, { device_id, properties }: DeviceRow): boolean => {
  const { max_active_codes_supported: most } = properties;
  if (most === undefined) return false;
  return state.accessCodes.by('device_id', device_id).filter((row) => isOnDevice(row)).length >= most;
};

interface TimeFrame {
  readonly starts_at?: string | null | undefined;
  readonly ends_at?: string | null | undefined;
}

const toMoment = (name: string, value: string | null | undefined): string | null => {
  if (!value) return null;
  const moment = new Date(value);
  if (Number.isNaN(moment.getTime()))
    throw apiError('invalid_input', { message: `Invalid datetime for "${name}"` });
  return moment.toISOString();
};

/**
 * Reads the time frame of an access code, as it is stored. Without a start it starts now; without an end it has none.
 * @throws SeamInvalidInputError when a time is invalid, or the end is not in the future
 */
export const readTimeFrame = (
  world: World,
  value: TimeFrame,
): { starts_at: string | null; ends_at: string | null } => {
  const ends_at = toMoment('ends_at', value.ends_at);
  const starts_at = toMoment('starts_at', value.starts_at);
  checkPeriod(world, { starts_at, ends_at });
  return { starts_at: starts_at ?? (ends_at === null ? null : world.clock.timestamp()), ends_at };
};
