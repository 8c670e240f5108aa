import type { AcsUserPendingMutation } from '@org/seam-core';
import type { AcsChangeRow } from '../acs-changes/acs-change-row.ts';
import type { World } from '../world.ts';

const membership = (from: string | null, to: string | null) => ({
  mutation_code: 'updating_group_membership' as const,
  from: { acs_access_group_id: from },
  to: { acs_access_group_id: to },
});

const assignment = (from: string | null, to: string | null) => ({
  mutation_code: 'updating_credential_assignment' as const,
  from: { acs_credential_id: from },
  to: { acs_credential_id: to },
});

/** A pending change as Seam tells of it with the ACS user; a revocation of all access shows as leaving every group. */
export const acsUserMutations =
  ({ state, assumptions }: World) =>
  ({ change, created_at, ...about }: AcsChangeRow): AcsUserPendingMutation[] => {
    const {
      acs_user_id = '',
      acs_access_group_id: group = null,
      acs_credential_id: credential = null,
    } = about;
    const pending = { created_at, message: 'The access system has not made this change yet.' };
    switch (change.kind) {
      case 'create_user':
        return [{ ...pending, mutation_code: 'creating' }];
      case 'delete_user':
        return [{ ...pending, mutation_code: 'deleting' }];
      case 'update_information':
        return [{ ...pending, mutation_code: 'updating_user_information', from: change.from, to: change.to }];
      case 'update_schedule':
        return [{ ...pending, mutation_code: 'updating_access_schedule', from: change.from, to: change.to }];
      case 'update_suspension':
        return [{ ...pending, mutation_code: 'updating_suspension_state', from: change.from, to: change.to }];
      case 'add_member':
        return [{ ...pending, ...membership(null, group) }];
      case 'remove_member':
        return [{ ...pending, ...membership(group, null) }];
      case 'assign_credential':
        return [{ ...pending, ...assignment(null, credential) }];
      case 'unassign_credential':
        return [{ ...pending, ...assignment(credential, null) }];
      case 'revoke_entrances':
        return assumptions.revoke_all_entrances.includes('access_groups')
          ? state.groupMembers
              .rightsOf(acs_user_id)
              .map((left) => Object.assign(membership(left, null), pending))
          : [];
      default:
        return [];
    }
  };
