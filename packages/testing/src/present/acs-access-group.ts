import type { AcsAccessGroup, AcsAccessGroupPendingMutation } from '@org/seam-core';
import type { AcsChangeRow } from '../acs-changes/acs-change-row.ts';
import type { AcsAccessGroupRow } from '../rows.ts';
import type { World } from '../world.ts';
import { beingDeleted } from './being-deleted.ts';

const toMutations = ({
  change: { kind },
  created_at,
  ...about
}: AcsChangeRow): AcsAccessGroupPendingMutation[] => {
  const nobody = { acs_user_id: null };
  const member = { acs_user_id: about.acs_user_id ?? null };
  const message = 'The access system has not changed the members yet.';
  if (kind === 'delete_group')
    return [
      { mutation_code: 'deleting', message: 'The access system has not deleted the group yet.', created_at },
    ];
  if (kind === 'add_member')
    return [{ mutation_code: 'updating_user_membership', message, created_at, from: nobody, to: member }];
  if (kind === 'remove_member')
    return [{ mutation_code: 'updating_user_membership', message, created_at, from: member, to: nobody }];
  return [];
};

/** An access group as the API shows it, with what its access system has not done yet. */
export const presentAcsAccessGroup =
  ({ state }: World) =>
  (row: AcsAccessGroupRow): AcsAccessGroup => {
    const changes = state.acsChanges.by('acs_access_group_id', row.acs_access_group_id);
    return {
      ...row,
      pending_mutations: [...row.pending_mutations, ...changes.flatMap(toMutations)],
      warnings: [...row.warnings, ...beingDeleted(changes, 'delete_group')],
    };
  };
