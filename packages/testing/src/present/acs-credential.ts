import type { AcsCredential } from '@org/seam-core';
import type { AcsCredentialRow } from '../rows.ts';
import type { World } from '../world.ts';
import { beingDeleted } from './being-deleted.ts';

/** A credential as the API shows it: with an ACS user, it belongs to that one's user identity, and goes with it. */
export const presentAcsCredential =
  ({ state }: World) =>
  ({ overrides_others: _, user_identity_id, ...row }: AcsCredentialRow): AcsCredential => {
    const { acs_credential_id, acs_user_id } = row;
    const user = acs_user_id === undefined ? undefined : state.acsUsers.get(acs_user_id);
    const owner = user ? user.user_identity_id : user_identity_id;
    const [leaving] = [
      ...beingDeleted(state.acsChanges.by('acs_credential_id', acs_credential_id), 'delete_credential'),
      ...beingDeleted(user ? state.acsChanges.by('acs_user_id', user.acs_user_id) : [], 'delete_user'),
    ];
    return {
      ...row,
      ...(owner === undefined ? {} : { user_identity_id: owner }),
      warnings: leaving ? [...row.warnings, leaving] : row.warnings,
    };
  };
