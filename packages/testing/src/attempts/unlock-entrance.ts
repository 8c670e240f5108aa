import { entranceIdsOfCredential, isActive } from '../access.ts';
import { writeEvent } from '../events/write-event.ts';
import type { World } from '../world.ts';
import { AttemptError } from './attempt-error.ts';
import type { UnlockEntranceInput } from './attempt-inputs.ts';

/** Whether a cloud key opens an entrance at this moment, for the ACS user it belongs to. */
const opens = (world: World, acs_credential_id: string, acs_entrance_id: string): boolean => {
  const credential = world.state.acsCredentials.get(acs_credential_id);
  const user = world.state.acsUsers.get(credential?.acs_user_id ?? '');
  return (
    credential !== undefined &&
    (user === undefined || isActive(world, user)) &&
    entranceIdsOfCredential(world, credential).includes(acs_entrance_id)
  );
};

/** Opens an entrance from afar. @throws AttemptError when it is gone, or the credential does not open it */
export const unlockEntrance = (world: World, input: UnlockEntranceInput, action_attempt_id: string): void => {
  const { acs_entrance_id, acs_credential_id, acs_user_id } = input;
  const entrance = world.state.acsEntrances.get(acs_entrance_id);
  if (!entrance) throw new AttemptError('uncategorized_error', 'The entrance is gone.');
  if (acs_credential_id !== undefined && !opens(world, acs_credential_id, acs_entrance_id))
    throw new AttemptError('uncategorized_error', 'The credential does not open the entrance.');
  const { acs_system_id, connected_account_id, workspace_id } = entrance;
  world.state.acsEntrances.patch(acs_entrance_id, { is_locked: false });
  writeEvent(world, 'lock.unlocked', {
    workspace_id,
    acs_entrance_id,
    acs_system_id,
    connected_account_id,
    action_attempt_id,
    method: 'remote',
    ...(acs_user_id === undefined
      ? {}
      : { acs_user_id, user_identity_id: world.state.acsUsers.get(acs_user_id)?.user_identity_id }),
  });
};
