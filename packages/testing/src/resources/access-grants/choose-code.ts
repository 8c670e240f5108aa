import type { AccessGrantRow, DeviceRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import {
  assignsOwnCodes,
  codeProblem,
  findFreeCode,
  generateCode,
  isCodeTaken,
} from '../access-codes/codes.ts';
import { isUsableForDevice } from '../access-methods/rules.ts';
import { deviceIdsOfGrant, methodsOfGrant } from './rules.ts';
import { addGrantWarning } from './warnings.ts';

/** The devices of an access grant that take access codes. */
const devicesWithCodes = (world: World, grant: AccessGrantRow): DeviceRow[] =>
  deviceIdsOfGrant(world, grant)
    .flatMap((id) => world.state.devices.get(id) ?? [])
    .filter((device) => isUsableForDevice('code', device));

const accepts = (world: World, device: DeviceRow, code: string): boolean =>
  codeProblem(world, device, code) === undefined &&
  !isCodeTaken(world, { device_id: device.device_id, code });

/** The latest code of the person's other access grants that all devices accept, so that there is one code to learn. */
const knownCode = (
  world: World,
  { access_grant_id, user_identity_id }: AccessGrantRow,
  devices: readonly DeviceRow[],
): string | undefined =>
  world.state.accessGrants
    .by('user_identity_id', user_identity_id)
    .filter((other) => other.access_grant_id !== access_grant_id && other.is_managed)
    .flatMap((other) => methodsOfGrant(world, other.access_grant_id))
    .flatMap(({ mode, code }) => (mode === 'code' && code ? [code] : []))
    .findLast((code) => devices.every((device) => accepts(world, device, code)));

const isSalto = ({ device_type }: DeviceRow): boolean => device_type.startsWith('salto');

/** A code that is free on all devices, or else on one of them, or else on none, so that no request fails for lack of codes. */
const newCode = (world: World, devices: readonly DeviceRow[]): string => {
  const shared = findFreeCode(world, devices);
  if (shared !== undefined) return shared;
  const [own] = devices.flatMap((device) => findFreeCode(world, [device]) ?? []);
  return own ?? generateCode(world, []);
};

/**
 * The code of an access method of an access grant. A requested code is only a wish: it is not used for several Salto
 * locks, nor when no device accepts it, which the access grant shows as a warning. Without one, the person keeps the code
 * of another access grant, or a new code is generated.
 */
export const chooseSharedCode = (
  world: World,
  grant: AccessGrantRow,
  requested: string | undefined,
): string => {
  const devices = devicesWithCodes(world, grant);
  const generate = () => knownCode(world, grant, devices) ?? newCode(world, devices);
  if (requested === undefined || devices.filter(isSalto).length > 1) return generate();
  if (devices.length === 0 || devices.some((device) => accepts(world, device, requested))) return requested;
  const code = newCode(world, devices);
  for (const { device_id } of devices) warnOfOtherCode(world, grant, { device_id, requested, code });
  return code;
};

/**
 * The code of an access method for one of its devices: the shared one, or a generated one when the device does not accept
 * it; `undefined` when the device has no free code. A device whose codes cannot be specified gets the shared code, which was
 * generated then.
 */
export const chooseDeviceCode = (world: World, device: DeviceRow, shared: string): string | undefined => {
  const isTaken = isCodeTaken(world, { device_id: device.device_id, code: shared });
  const isPossible = assignsOwnCodes(device) ? !isTaken : accepts(world, device, shared);
  return isPossible ? shared : findFreeCode(world, [device]);
};

interface OtherCode {
  readonly device_id: string;
  readonly requested: string;
  readonly code: string;
}

/** Makes an access grant show that a device got another code than the requested one. */
export const warnOfOtherCode = (
  world: World,
  { access_grant_id }: AccessGrantRow,
  { device_id, requested, code }: OtherCode,
): void =>
  addGrantWarning(world, access_grant_id, {
    warning_code: 'requested_code_unavailable',
    message: 'The device does not accept this code, or already has it. Another code was set.',
    device_id,
    original_code: requested,
    new_code: code,
  });
