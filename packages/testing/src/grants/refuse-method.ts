import { writeEvent } from '../events/write-event.ts';
import type { AccessGrantRow } from '../rows.ts';
import type { World } from '../world.ts';
import { deviceIdsOfGrant } from './reach-of-grant.ts';
import type { RequestedMethod } from './requested-method.ts';

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
