import type { AcsEntranceRow, AcsUserRow, DeviceRow } from './rows.ts';
import type { World } from './world.ts';

const present = <TRow>(rows: (TRow | undefined)[]): TRow[] => rows.filter((row) => row !== undefined);

/** The ACS users that belong to a user identity. */
export const acsUsersOf = ({ state }: World, user_identity_id: string): AcsUserRow[] =>
  state.acsUsers.by('user_identity_id', user_identity_id);

/** The devices a user identity may use. */
export const devicesOf = ({ state }: World, user_identity_id: string): DeviceRow[] =>
  present(state.deviceAccess.rightsOf(user_identity_id).map((id) => state.devices.get(id)));

const entranceIdsOf = ({ state }: World, acs_user_id: string): string[] => [
  ...state.entranceAccess.rightsOf(acs_user_id),
  ...state.groupMembers.rightsOf(acs_user_id).flatMap((group) => state.groupEntrances.rightsOf(group)),
  ...state.acsCredentials
    .by('acs_user_id', acs_user_id)
    .flatMap(({ acs_credential_id }) => state.credentialEntrances.rightsOf(acs_credential_id)),
];

/**
 * The entrances that ACS users can open: directly, through their access groups, and with their credentials. A suspended
 * user can open none.
 */
export const entrancesOf = (world: World, users: readonly AcsUserRow[]): AcsEntranceRow[] => {
  const active = users.filter((user) => user.is_suspended !== true);
  const ids = new Set(active.flatMap(({ acs_user_id }) => entranceIdsOf(world, acs_user_id)));
  return present([...ids].map((id) => world.state.acsEntrances.get(id)));
};

/** Takes from an ACS user every way into every entrance. The user and the credentials stay. */
export const closeAllEntrances = ({ state }: World, { acs_user_id }: AcsUserRow): void => {
  state.entranceAccess.deleteLeft(acs_user_id);
  state.groupMembers.deleteLeft(acs_user_id);
  for (const credential of state.acsCredentials.by('acs_user_id', acs_user_id))
    state.credentialEntrances.deleteLeft(credential.acs_credential_id);
};
