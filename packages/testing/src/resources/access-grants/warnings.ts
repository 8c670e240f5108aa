import type { AccessGrantWarning } from '@org/seam-core';
import type { AccessGrantRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { devicesNamedByGrant, entranceIdsOfGrant, methodsOfGrant } from './rules.ts';

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

/** Whether access that an access grant names was revoked, at an ACS user or a device. */
const isPartlyRevoked = (world: World, grant: AccessGrantRow): boolean => {
  const { grantExceptions, methodExceptions } = world.state;
  const entrances = new Set(entranceIdsOfGrant(world, grant));
  return (
    devicesNamedByGrant(world, grant).some((id) => grantExceptions.has(grant.access_grant_id, id)) ||
    methodsOfGrant(world, grant.access_grant_id).some(({ access_method_id }) =>
      methodExceptions.rightsOf(access_method_id).some((id) => entrances.has(id)),
    )
  );
};

/** Makes an access grant show that it opens less than it names, as long as some of its access is revoked. */
export const warnOfRevokedAccess = (world: World, access_grant_id: string): void => {
  const grant = world.state.accessGrants.get(access_grant_id);
  if (!grant) return;
  const others = grant.warnings.filter(({ warning_code }) => warning_code !== 'underprovisioned_access');
  const isShown = others.length < grant.warnings.length;
  const isRevoked = isPartlyRevoked(world, grant);
  if (isShown && !isRevoked) world.state.accessGrants.patch(access_grant_id, { warnings: others });
  if (!isShown && isRevoked)
    addGrantWarning(world, access_grant_id, {
      warning_code: 'underprovisioned_access',
      message: 'Access to some doors of the access grant was revoked.',
    });
};
