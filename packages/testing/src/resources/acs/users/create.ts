import type { AcsUser, AcsUsersCreateParams } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import { acsUsersOf } from '../../../access/reach.ts';
import type { WorldContext } from '../../../fake/world.ts';
import { checkPeriod } from '../credentials/create.ts';
import { createAcsUser } from '../systems/request-changes.ts';
import { presentAcsUser } from './record.ts';

/** Everything is looked up before anything is made, so that a refusal leaves nothing behind. */
const check = (
  { acs_system_id, acs_access_group_ids = [], user_identity_id }: AcsUsersCreateParams,
  { world, workspace_id }: WorldContext,
): void => {
  const { state, assumptions } = world;
  state.acsSystems.require(acs_system_id, workspace_id);
  for (const id of acs_access_group_ids)
    if (state.acsAccessGroups.require(id, workspace_id).acs_system_id !== acs_system_id)
      throw apiError('invalid_input', { message: `The access group ${id} is of another access system.` });
  if (user_identity_id === undefined) return;
  state.userIdentities.require(user_identity_id, workspace_id);
  const isTaken = acsUsersOf(world, user_identity_id).some((user) => user.acs_system_id === acs_system_id);
  if (isTaken && assumptions.acs_users_per_system === 'one')
    throw apiError('conflict', {
      message: 'The user identity already has an ACS user in this access system.',
    });
};

/** Makes an ACS user, who is in the access groups named from the beginning. */
export const createUser = (params: AcsUsersCreateParams, context: WorldContext): AcsUser => {
  const { world, workspace_id } = context;
  const { acs_access_group_ids = [], access_schedule, email, ...given } = params;
  const schedule = access_schedule && {
    starts_at: access_schedule.starts_at ?? world.clock.timestamp(),
    ends_at: access_schedule.ends_at ?? null,
  };
  if (schedule) checkPeriod(world, schedule);
  check(params, context);
  const email_address = given.email_address ?? email;
  const user = createAcsUser(world, workspace_id, {
    ...given,
    ...(email_address === undefined ? {} : { email_address }),
    ...(schedule && { access_schedule: schedule }),
  });
  for (const id of acs_access_group_ids) world.state.groupMembers.add(user.acs_user_id, id);
  return presentAcsUser(world)(user);
};
