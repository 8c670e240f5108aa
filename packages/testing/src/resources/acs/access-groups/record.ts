import type { AcsAccessGroup, AcsAccessGroupPendingMutation } from '@org/seam-core';
import type { AcsAccessGroupRow } from '../../../fake/acs-rows.ts';
import type { World } from '../../../fake/world.ts';
import { writeEvent } from '../../events/write-event.ts';
import { type AcsChangeRow, deletionWarnings } from '../systems/changes.ts';
import { systemTypeOf } from '../systems/system-types.ts';

/** Deletes an access group with its memberships and entrances. */
export const deleteAcsAccessGroup = (
  world: World,
  { acs_access_group_id, acs_system_id, connected_account_id, workspace_id }: AcsAccessGroupRow,
): void => {
  const { state } = world;
  for (const { acs_change_id } of state.acsChanges.by('acs_access_group_id', acs_access_group_id))
    state.acsChanges.delete(acs_change_id);
  state.groupMembers.deleteRight(acs_access_group_id);
  state.groupEntrances.deleteLeft(acs_access_group_id);
  state.acsAccessGroups.delete(acs_access_group_id);
  writeEvent(world, 'acs_access_group.deleted', {
    workspace_id,
    acs_access_group_id,
    acs_system_id,
    connected_account_id,
  });
};

/** The terms for the groups of an access system whose type is not documented to have any. */
const unknownGroup = ['pti_access_level', 'PTI access level'] as const;

/** Adds an access group to an access system. */
export const addAcsAccessGroup = (
  { state, ids, clock }: World,
  workspace_id: string,
  overrides: Partial<AcsAccessGroupRow> & { readonly acs_system_id: string },
): AcsAccessGroupRow => {
  const system = state.acsSystems.require(overrides.acs_system_id, workspace_id);
  const [external_type, external_type_display_name] =
    systemTypeOf(system.external_type).group ?? unknownGroup;
  const { name = 'Access group' } = overrides;
  return state.acsAccessGroups.insert({
    acs_access_group_id: ids.next('acs_access_group'),
    access_group_type: external_type,
    access_group_type_display_name: external_type_display_name,
    connected_account_id: system.connected_account_id,
    created_at: clock.timestamp(),
    display_name: name,
    external_type,
    external_type_display_name,
    is_managed: true,
    name,
    pending_mutations: [],
    errors: [],
    warnings: [],
    workspace_id,
    ...overrides,
  });
};

const toMutations = ({
  change: { kind },
  created_at,
  ...ids
}: AcsChangeRow): AcsAccessGroupPendingMutation[] => {
  const noUser = { acs_user_id: null };
  const member = { acs_user_id: ids.acs_user_id ?? null };
  const message = 'The access system has not changed the members yet.';
  if (kind === 'delete_group')
    return [
      { mutation_code: 'deleting', message: 'The access system has not deleted the group yet.', created_at },
    ];
  if (kind === 'add_member')
    return [{ mutation_code: 'updating_user_membership', message, created_at, from: noUser, to: member }];
  if (kind === 'remove_member')
    return [{ mutation_code: 'updating_user_membership', message, created_at, from: member, to: noUser }];
  return [];
};

/** An access group as the API shows it, with the pending changes of its access system. */
export const presentAcsAccessGroup =
  ({ state }: World) =>
  (row: AcsAccessGroupRow): AcsAccessGroup => {
    const changes = state.acsChanges.by('acs_access_group_id', row.acs_access_group_id);
    return {
      ...row,
      pending_mutations: [...row.pending_mutations, ...changes.flatMap(toMutations)],
      warnings: [...row.warnings, ...deletionWarnings(changes, 'delete_group')],
    };
  };
