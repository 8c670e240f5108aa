import type { AccessMethodsUnlockDoorParams, ActionAttempt } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import { startAttempt } from '../../action-attempts/start.ts';
import type { WorldContext } from '../../fake/world.ts';
import { credentialsOfMethod } from '../access-grants/reach.ts';
import { findAccessMethod } from './find.ts';

/** Opens an entrance from afar with the cloud key of an access method. */
export const unlockDoor = (params: AccessMethodsUnlockDoorParams, context: WorldContext): ActionAttempt => {
  const { access_method_id, acs_entrance_id } = params;
  const { state } = context.world;
  const { mode, is_issued } = findAccessMethod(access_method_id, context);
  state.acsEntrances.require(acs_entrance_id, context.workspace_id);
  if (mode !== 'cloud_key' || !is_issued)
    throw apiError('invalid_input', {
      message: 'Only a cloud key that has been issued opens a door from afar.',
    });
  const credential = credentialsOfMethod(context.world, access_method_id).find((row) =>
    state.credentialEntrances.has(row.acs_credential_id, acs_entrance_id),
  );
  if (!credential)
    throw apiError('invalid_input', { message: 'The access method is not for this entrance.' });
  const { acs_credential_id, acs_user_id } = credential;
  return startAttempt(context, 'UNLOCK_DOOR', {
    acs_entrance_id,
    acs_credential_id,
    ...(acs_user_id === undefined ? {} : { acs_user_id }),
  });
};
