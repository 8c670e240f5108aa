import type { AcsUser } from '@org/seam-core';
import type { AcsUserRow } from '../rows.ts';
import type { World } from '../world.ts';
import { acsUserMutations } from './acs-user-mutations.ts';
import { beingDeleted } from './being-deleted.ts';

/**
 * An ACS user as the API shows it, with what its access system has not done yet. Linked to a user identity, it repeats
 * that one's name and addresses.
 */
export const presentAcsUser =
  (world: World) =>
  (row: AcsUserRow): AcsUser => {
    const { state } = world;
    const { acs_user_id, user_identity_id, pending_mutations = [] } = row;
    const changes = state.acsChanges.by('acs_user_id', acs_user_id);
    const identity = user_identity_id === undefined ? undefined : state.userIdentities.get(user_identity_id);
    return {
      ...row,
      pending_mutations: [...pending_mutations, ...changes.flatMap(acsUserMutations(world))],
      warnings: [...row.warnings, ...beingDeleted(changes, 'delete_user')],
      ...(identity && {
        user_identity_email_address: identity.email_address,
        user_identity_full_name: identity.full_name,
        user_identity_phone_number: identity.phone_number,
      }),
    };
  };
