import type { AccessGrantWarning } from '@org/seam-core';
import type { AccessGrantRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { isBeingDeleted } from '../access-methods/finish-deletion.ts';
import { isUsableForDevice } from '../access-methods/rules.ts';
import { devicesWithoutCode, timeProblemOf } from './code-devices.ts';
import { deviceIdsOfGrant, devicesNamedByGrant, entranceIdsOfGrant, methodsOfGrant } from './rules.ts';

type WithoutTime<TWarning> = TWarning extends unknown ? Omit<TWarning, 'created_at'> : never;

/** Adds a warning to an access grant. */
export const addGrantWarning = (
  { state, clock }: World,
  access_grant_id: string,
  warning: WithoutTime<AccessGrantWarning>,
): void => {
  const grant = state.accessGrants.get(access_grant_id);
  if (!grant) return;
  state.accessGrants.patch(access_grant_id, {
    warnings: [...grant.warnings, { ...warning, created_at: clock.timestamp() }],
  });
};

const aboutDevices = new Set<string>([
  'device_does_not_support_access_codes',
  'device_time_constraints_violated',
]);

/** Makes an access grant show the devices that get no access code: they do not support it, or not for these times. */
export const warnOfDevices = (world: World, { access_grant_id }: AccessGrantRow): void => {
  const { accessGrants, devices } = world.state;
  const grant = accessGrants.get(access_grant_id);
  if (!grant) return;
  const created_at = world.clock.timestamp();
  const wanted = deviceIdsOfGrant(world, grant).flatMap((device_id): AccessGrantWarning[] => {
    const device = devices.get(device_id);
    if (!device) return [];
    const base = { device_id, created_at };
    if (!isUsableForDevice('code', device))
      return [
        {
          ...base,
          warning_code: 'device_does_not_support_access_codes',
          message: 'The device does not support access codes.',
        },
      ];
    const reason = timeProblemOf(grant, device);
    return reason === undefined
      ? []
      : [
          {
            ...base,
            warning_code: 'device_time_constraints_violated',
            message: 'The device does not support access codes for the times of the access grant.',
            reason,
          },
        ];
  });
  const others = grant.warnings.filter(({ warning_code }) => !aboutDevices.has(warning_code));
  if (wanted.length > 0 || others.length < grant.warnings.length)
    accessGrants.patch(access_grant_id, { warnings: [...others, ...wanted] });
};

/** Whether access that an access grant names was revoked, at an ACS user, a credential, an access code or a device. */
const isPartlyRevoked = (world: World, grant: AccessGrantRow): boolean => {
  const { grantExceptions, methodExceptions } = world.state;
  const devices = devicesNamedByGrant(world, grant);
  const places = new Set([...devices, ...entranceIdsOfGrant(world, grant)]);
  return (
    devices.some((id) => grantExceptions.has(grant.access_grant_id, id)) ||
    methodsOfGrant(world, grant.access_grant_id).some(({ access_method_id }) =>
      methodExceptions.rightsOf(access_method_id).some((id) => places.has(id)),
    )
  );
};

/** Whether a device that is to have a code of an access grant has none, because no code of the device is free. */
const lacksCode = (world: World, grant: AccessGrantRow): boolean =>
  methodsOfGrant(world, grant.access_grant_id).some(
    (method) =>
      method.mode === 'code' &&
      method.is_managed &&
      !isBeingDeleted(method) &&
      devicesWithoutCode(world, grant, method).length > 0,
  );

/** Makes an access grant show that it opens less than it names, as long as some of its access is revoked or has no code. */
export const warnOfMissingAccess = (world: World, access_grant_id: string): void => {
  const grant = world.state.accessGrants.get(access_grant_id);
  if (!grant) return;
  const others = grant.warnings.filter(({ warning_code }) => warning_code !== 'underprovisioned_access');
  const isShown = others.length < grant.warnings.length;
  const isRevoked = isPartlyRevoked(world, grant);
  const isMissing = isRevoked || lacksCode(world, grant);
  if (isShown && !isMissing) world.state.accessGrants.patch(access_grant_id, { warnings: others });
  if (!isShown && isMissing)
    addGrantWarning(world, access_grant_id, {
      warning_code: 'underprovisioned_access',
      message: isRevoked
        ? 'Access to some doors of the access grant was revoked.'
        : 'Some devices of the access grant have no free code.',
    });
};
