import { acsUsersOf } from '../../access.ts';
import type { AcsCredentialRow } from '../../rows.ts';
import type { World } from '../../world.ts';

/** The mobile keys of a user identity, which are on its phones: its own, and those of its ACS users. */
export const mobileKeysOf = (world: World, user_identity_id: string): AcsCredentialRow[] => {
  const { acsCredentials } = world.state;
  const ofUsers = acsUsersOf(world, user_identity_id).flatMap(({ acs_user_id }) =>
    acsCredentials.by('acs_user_id', acs_user_id),
  );
  const own = acsCredentials.by('user_identity_id', user_identity_id);
  return [...ofUsers, ...own.filter(({ acs_user_id }) => acs_user_id === undefined)].filter(
    ({ access_method }) => access_method === 'mobile_key',
  );
};
