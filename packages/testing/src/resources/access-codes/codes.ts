import { apiError } from '@org/seam-server';
import type { AccessCodeRow, DeviceRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { codePatternOf } from './brands.ts';
import { hasEnded } from './rules.ts';

/** The longest run of digits that are equal, or each one more, or each one less, than the digit before. */
const longestRun = (code: string): number => {
  let longest = 1;
  for (const step of [-1, 0, 1]) {
    let run = 1;
    for (let index = 1; index < code.length; index += 1) {
      run = Number(code[index]) - Number(code[index - 1]) === step ? run + 1 : 1;
      longest = Math.max(longest, run);
    }
  }
  return longest;
};

const isSequence = (code: string): boolean =>
  [-1, 1].some((step) =>
    Array.from({ length: code.length - 1 }, (_, index) => index + 1).every(
      (index) => Number(code[index]) - Number(code[index - 1]) === step,
    ),
  );

const first = (code: string): string => code.slice(0, 4);

/** The constraints on digits. The others depend on more than the code. */
const codeRules: Readonly<Record<string, (code: string) => boolean>> = {
  at_least_three_unique_digits: (code) => new Set(code).size >= 3,
  cannot_contain_0789: (code) => !/[0789]/.test(code),
  cannot_contain_089: (code) => !/[089]/.test(code),
  cannot_start_with_12: (code) => !code.startsWith('12'),
  no_all_same_digits: (code) => new Set(code).size > 1,
  no_ascending_or_descending_sequence: (code) => !isSequence(code),
  no_triple_consecutive_ints: (code) => longestRun(code) <= 3,
  no_zeros: (code) => !code.includes('0'),
  unique_first_four_digits: (code) => new Set(first(code)).size === first(code).length,
};

/** The constraints on digits that a code violates. Constraints that the fake does not know are ignored. */
const brokenConstraints = ({ properties }: DeviceRow, code: string): string[] =>
  (properties.code_constraints ?? [])
    .map(({ constraint_type }) => constraint_type)
    .filter((type) => codeRules[type]?.(code) === false);

/** Whether a device has a constraint of this type. */
export const hasConstraint = ({ properties }: DeviceRow, type: string): boolean =>
  properties.code_constraints?.some(({ constraint_type }) => constraint_type === type) === true;

/** Whether the device or Seam assigns the codes, so that a caller cannot specify one. */
export const assignsOwnCodes = (device: DeviceRow): boolean =>
  hasConstraint(device, 'cannot_specify_pin_code');

interface CodeOnDevice {
  readonly device_id: string;
  readonly code: string;
  /** The access code that is being changed: it may keep its code. */
  readonly access_code_id?: string | undefined;
}

const isExpired = (world: World, row: AccessCodeRow): boolean =>
  row.status === 'unset' && hasEnded(world, row);

/** Whether another access code of the device, managed or not, has this code. Expired access codes do not count. */
export const isCodeTaken = (world: World, { device_id, code, access_code_id }: CodeOnDevice): boolean =>
  world.state.accessCodes
    .by('device_id', device_id)
    .some((row) => row.code === code && row.access_code_id !== access_code_id && !isExpired(world, row));

/** Whether an access code in the account of the device has this code. */
const isCodeOfAccount = ({ state }: World, { connected_account_id }: DeviceRow, code: string): boolean =>
  state.devices
    .by('connected_account_id', connected_account_id)
    .some(({ device_id }) => state.accessCodes.by('device_id', device_id).some((row) => row.code === code));

/** Why a device does not accept a code, whatever codes it has; `undefined` when it accepts the code. */
export const codeProblem = (world: World, device: DeviceRow, code: string): string | undefined => {
  const { supported_code_lengths: lengths } = device.properties;
  const pattern = codePatternOf(device);
  const broken = brokenConstraints(device, code);
  if (assignsOwnCodes(device)) return 'Codes cannot be specified for this device.';
  if (lengths && !lengths.includes(code.length))
    return `The device supports codes of these lengths: ${lengths.join(', ')}.`;
  if (pattern && !pattern.expression.test(code))
    return `The device supports codes of ${pattern.description}.`;
  if (broken.length > 0) return `The code violates constraints of the device: ${broken.join(', ')}.`;
  if (hasConstraint(device, 'pin_code_matches_existing_set') && !isCodeOfAccount(world, device, code))
    return 'The device supports only codes that its account already has.';
  return undefined;
};

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
  const message = codeProblem(world, device, code);
  if (message !== undefined) throw apiError('invalid_input', { message, data: { device_id } });
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

/** A generated code that all the devices accept and none of them has; `undefined` when no free one is found. */
export const findFreeCode = (
  world: World,
  devices: readonly DeviceRow[],
  preferredLength?: number,
): string | undefined => {
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
  return undefined;
};

/**
 * Generates the code that a request needs. Call it before anything is changed.
 * @throws SeamApiError 409 when no free code is found
 */
export const generateCode = (...search: Parameters<typeof findFreeCode>): string => {
  const code = findFreeCode(...search);
  if (code !== undefined) return code;
  throw apiError('conflict', { message: 'No free code found that the device supports.' });
};

interface SpecifiedName {
  readonly name?: string | null | undefined;
  /** The access code that is being changed, if it exists. */
  readonly access_code_id?: string | undefined;
}

/**
 * Checks the name of an access code, if `assumptions.access_code_name_constraints` is `refuse`.
 * @throws SeamInvalidInputError when the name is too short, too long or not unique on the device
 */
export const checkName = (world: World, device: DeviceRow, { name, access_code_id }: SpecifiedName): void => {
  if (!name || world.assumptions.access_code_name_constraints === 'adapt') return;
  const data = { device_id: device.device_id };
  for (const { constraint_type, ...limits } of device.properties.code_constraints ?? []) {
    const { min_length = 0, max_length = Infinity } = limits as { min_length?: number; max_length?: number };
    const isTooLong = name.length < min_length || name.length > max_length;
    if (constraint_type === 'name_length' && isTooLong)
      throw apiError('invalid_input', {
        message: `The device supports names of ${min_length} to ${max_length} characters.`,
        data,
      });
    const isUsed = world.state.accessCodes
      .by('device_id', device.device_id)
      .some((row) => row.name === name && row.access_code_id !== access_code_id);
    if (constraint_type === 'name_must_be_unique' && isUsed)
      throw apiError('invalid_input', {
        message: 'Another access code of the device has this name.',
        data,
      });
  }
};
