import type { AccessGrantWarning } from '@org/seam-core';
import { writeEvent } from '../../events/write-event.ts';
import type { AccessGrantRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import type { RequestedMethod } from '../access-methods/record.ts';
import { credentialsOfMethod, deviceIdsOfGrant, entranceIdsOfGrant, methodsOfGrant } from './reach.ts';

/** Lets an access grant show that an access method it was asked for cannot be made. */
export const refuseMethod = (
  world: World,
  { access_grant_id, workspace_id }: AccessGrantRow,
  { mode }: RequestedMethod,
): void => {
  const grant = world.state.accessGrants.require(access_grant_id, workspace_id);
  const message = `Nothing that the access grant is for can be opened with a ${mode}.`;
  const missing = deviceIdsOfGrant(world, grant);
  const missing_device_ids = missing.length > 0 ? { missing_device_ids: missing } : {};
  world.state.accessGrants.patch(access_grant_id, {
    errors: [
      ...grant.errors,
      {
        error_code: 'cannot_create_requested_access_methods',
        message,
        created_at: world.clock.timestamp(),
        ...missing_device_ids,
      },
    ],
  });
  writeEvent(world, 'access_grant.could_not_create_requested_access_methods', {
    workspace_id,
    access_grant_id,
    error_message: message,
    ...missing_device_ids,
  });
};

/** The entrances for which credentials of an access grant have been issued. */
const doorsOf = (world: World, { access_grant_id }: AccessGrantRow): Set<string> =>
  new Set(
    methodsOfGrant(world, access_grant_id)
      .flatMap(({ access_method_id }) => credentialsOfMethod(world, access_method_id))
      .filter(({ is_issued }) => is_issued === true)
      .flatMap(({ acs_credential_id }) => world.state.credentialEntrances.rightsOf(acs_credential_id)),
  );

/** Changes something about an access grant, and writes events about the entrances that it gained and lost by that. */
export const reportDoors = (world: World, grant: AccessGrantRow, change: () => void): void => {
  const before = doorsOf(world, grant);
  change();
  const after = doorsOf(world, grant);
  const { access_grant_id, workspace_id } = grant;
  const about = { access_grant_id, workspace_id };
  for (const acs_entrance_id of before)
    if (!after.has(acs_entrance_id))
      writeEvent(world, 'access_grant.access_to_door_lost', { ...about, acs_entrance_id });
  const gained = [...after].filter((id) => !before.has(id));
  for (const acs_entrance_id of gained)
    writeEvent(world, 'access_grant.access_granted_to_door', { ...about, acs_entrance_id });
  if (gained.length > 0 && entranceIdsOfGrant(world, grant).every((id) => after.has(id)))
    writeEvent(world, 'access_grant.access_granted_to_all_doors', about);
};

type WithoutTime<TWarning> = TWarning extends unknown ? Omit<TWarning, 'created_at'> : never;

/** Lets an access grant show a warning. */
export const warnGrant = (
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
