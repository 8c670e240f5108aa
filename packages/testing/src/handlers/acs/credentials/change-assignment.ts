import type { AcsCredentialsAssignParams, AcsCredentialsUnassignParams } from '@org/seam-core';
import { changeAcsUser } from '../../../acs-changes/change-acs-user.ts';
import type { WorldContext } from '../../../world.ts';
import { refuseRepeat } from '../../refuse-repeat.ts';
import { acsUserFor } from '../acs-user-for.ts';
import { acsUserThere } from '../acs-user-there.ts';

/** Gives a credential to an ACS user of its system; a user identity gets an ACS user there if it has none. */
export const assignCredential = (params: AcsCredentialsAssignParams, context: WorldContext): void => {
  const { world, workspace_id } = context;
  const { acs_credential_id } = params;
  const { acs_system_id } = world.state.acsCredentials.require(acs_credential_id, workspace_id);
  const user = acsUserFor(params, acs_system_id, context);
  changeAcsUser(world, user, { acs_credential_id, change: { kind: 'assign_credential' } });
};

/** Takes a credential from the ACS user that has it. */
export const unassignCredential = (params: AcsCredentialsUnassignParams, context: WorldContext): void => {
  const { world, workspace_id } = context;
  const { acs_credential_id } = params;
  const credential = world.state.acsCredentials.require(acs_credential_id, workspace_id);
  const user = acsUserThere(params, credential.acs_system_id, context);
  const isJoining = world.state.acsChanges
    .by('acs_user_id', user?.acs_user_id)
    .some((row) => row.acs_credential_id === acs_credential_id && row.change.kind === 'assign_credential');
  if (user && (credential.acs_user_id === user.acs_user_id || isJoining))
    changeAcsUser(world, user, { acs_credential_id, change: { kind: 'unassign_credential' } });
  else refuseRepeat(world, 'acs_credential_not_found', 'The ACS user does not have this credential.');
};
