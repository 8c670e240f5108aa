import { addAcsUser } from '../fixtures/acs/users.ts';
import type { AcsUserRow } from '../rows.ts';
import type { World } from '../world.ts';
import { changeAcsUser } from './change-acs-user.ts';

/** Makes an ACS user and has the access system make it too. Until that is done, it opens nothing. */
export const createAcsUser = (
  world: World,
  workspace_id: string,
  given: Partial<AcsUserRow> & { readonly acs_system_id: string },
): AcsUserRow => {
  const user = addAcsUser(world, workspace_id, given);
  changeAcsUser(world, user, { change: { kind: 'create_user' } });
  return world.state.acsUsers.require(user.acs_user_id, workspace_id);
};
