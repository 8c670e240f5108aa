import { changeAcsUser } from '../../acs-changes/change-acs-user.ts';
import type { AcsAccessGroupRow } from '../../rows.ts';
import type { WorldContext } from '../../world.ts';
import { refuseRepeat } from '../refuse-repeat.ts';
import { acsUserFor } from './acs-user-for.ts';
import { acsUserThere } from './acs-user-there.ts';
import type { AcsUserReference } from './find-acs-users.ts';

interface Membership extends AcsUserReference {
  readonly acs_access_group_id: string;
}

const requireGroup = (
  { acs_access_group_id }: Membership,
  { world, workspace_id }: WorldContext,
): AcsAccessGroupRow => world.state.acsAccessGroups.require(acs_access_group_id, workspace_id);

/** Puts an ACS user into an access group of its system; a user identity gets an ACS user there if it has none. */
export const joinGroup = (membership: Membership, context: WorldContext): void => {
  const { acs_access_group_id, acs_system_id } = requireGroup(membership, context);
  const user = acsUserFor(membership, acs_system_id, context);
  changeAcsUser(context.world, user, { acs_access_group_id, change: { kind: 'add_member' } });
};

/** Takes an ACS user, or the one of a user identity, out of an access group. */
export const leaveGroup = (membership: Membership, context: WorldContext): void => {
  const { world } = context;
  const { acs_access_group_id, acs_system_id } = requireGroup(membership, context);
  const user = acsUserThere(membership, acs_system_id, context);
  const isMember = user && world.state.groupMembers.has(user.acs_user_id, acs_access_group_id);
  const isJoining = world.state.acsChanges
    .by('acs_user_id', user?.acs_user_id)
    .some((row) => row.acs_access_group_id === acs_access_group_id && row.change.kind === 'add_member');
  if (user && (isMember || isJoining))
    changeAcsUser(world, user, { acs_access_group_id, change: { kind: 'remove_member' } });
  else refuseRepeat(world, 'acs_user_not_found', 'The ACS user is not in this access group.');
};
