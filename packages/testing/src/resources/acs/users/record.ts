import type { AcsUser, AcsUserPendingMutation, AcsUserWarning } from '@org/seam-core';
import { isCurrent } from '../../../fake/moment.ts';
import type { AcsUserRow } from '../../../fake/acs-rows.ts';
import type { World } from '../../../fake/world.ts';
import { writeEvent } from '../../events/write-event.ts';
import { deleteAcsCredential } from '../credentials/record.ts';
import { type AcsChangeRow, deletionWarnings } from '../systems/changes.ts';
import { brandFields, systemTypeOf } from '../systems/system-types.ts';

/** Adds an ACS user to an access system. `email` is the deprecated name of `email_address`. */
export const addAcsUser = (
  { state, ids, clock }: World,
  workspace_id: string,
  { email, ...overrides }: Partial<AcsUserRow> & { readonly acs_system_id: string },
): AcsUserRow => {
  const system = state.acsSystems.require(overrides.acs_system_id, workspace_id);
  const { email_address = email, full_name } = overrides;
  const now = clock.timestamp();
  return state.acsUsers.insert({
    acs_user_id: ids.next('acs_user'),
    connected_account_id: system.connected_account_id,
    created_at: now,
    display_name: full_name ?? email_address ?? 'ACS user',
    ...brandFields(systemTypeOf(system.external_type).user),
    ...(system.external_type === 'salto_space_system'
      ? { salto_space_metadata: { audit_openings: false, user_id: full_name ?? 'user' } }
      : {}),
    is_managed: true,
    is_suspended: false,
    last_successful_sync_at: now,
    pending_mutations: [],
    errors: [],
    warnings: [],
    workspace_id,
    ...overrides,
    ...(email_address === undefined ? {} : { email_address }),
  });
};

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

/** A pending change as an ACS user shows it. Revoking access to all entrances shows as leaving all groups. */
const acsUserMutations =
  ({ state, assumptions }: World) =>
  ({ change, created_at, ...ids }: AcsChangeRow): AcsUserPendingMutation[] => {
    const { acs_user_id = '', acs_access_group_id: group = null, acs_credential_id: credential = null } = ids;
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

/** Why an ACS user cannot open anything although it is not suspended; `undefined` when it can. */
const reasonOfInactivity = (world: World, { access_schedule, errors, created_at }: AcsUserRow) => {
  const limit = errors.find(({ error_code }) => error_code === 'salto_ks_subscription_limit_exceeded');
  if (limit) return { message: limit.message, created_at: limit.created_at };
  if (!access_schedule || isCurrent(world, access_schedule)) return undefined;
  const { starts_at, ends_at } = access_schedule;
  return Date.parse(starts_at) > world.clock.now().getTime()
    ? { message: `The access schedule starts at ${starts_at}.`, created_at }
    : { message: `The access schedule ended at ${ends_at}.`, created_at: ends_at ?? created_at };
};

/** The warnings that follow from the access schedule, and whether a Salto KS user is subscribed. */
const activityFields = (world: World, row: AcsUserRow): Pick<AcsUser, 'warnings' | 'salto_ks_metadata'> => {
  const { external_type } = world.state.acsSystems.get(row.acs_system_id) ?? {};
  const { hasSubscriptions } = systemTypeOf(external_type);
  const reason = reasonOfInactivity(world, row);
  const warnings: AcsUserWarning[] = [
    ...row.warnings,
    ...(reason ? [{ ...reason, warning_code: 'acs_user_inactive' } as const] : []),
    ...(reason && hasSubscriptions === true
      ? [{ ...reason, warning_code: 'salto_ks_user_not_subscribed' } as const]
      : []),
  ];
  const isUnsubscribed = warnings.some(({ warning_code }) => warning_code === 'salto_ks_user_not_subscribed');
  return {
    warnings,
    ...(hasSubscriptions === true ? { salto_ks_metadata: { is_subscribed: !isUnsubscribed } } : {}),
  };
};

/**
 * An ACS user as the API shows it, with the pending changes of its access system and the name and addresses of its
 * user identity.
 */
export const presentAcsUser =
  (world: World) =>
  ({ refused_change: _, former_user_identity_id: __, ...row }: AcsUserRow): AcsUser => {
    const { state } = world;
    const { acs_user_id, user_identity_id, pending_mutations = [] } = row;
    const changes = state.acsChanges.by('acs_user_id', acs_user_id);
    const activity = activityFields(world, row);
    const identity = user_identity_id === undefined ? undefined : state.userIdentities.get(user_identity_id);
    return {
      ...row,
      ...(row.email_address === undefined ? {} : { email: row.email_address }),
      ...activity,
      pending_mutations: [...pending_mutations, ...changes.flatMap(acsUserMutations(world))],
      warnings: [...activity.warnings, ...deletionWarnings(changes, 'delete_user')],
      ...(identity && {
        user_identity_email_address: identity.email_address,
        user_identity_full_name: identity.full_name,
        user_identity_phone_number: identity.phone_number,
      }),
    };
  };

/** Deletes an ACS user with its credentials. */
export const deleteAcsUser = (
  world: World,
  { acs_user_id, acs_system_id, connected_account_id, workspace_id }: AcsUserRow,
): void => {
  const { state } = world;
  for (const credential of state.acsCredentials.by('acs_user_id', acs_user_id))
    deleteAcsCredential(world, credential);
  for (const { acs_change_id } of state.acsChanges.by('acs_user_id', acs_user_id))
    state.acsChanges.delete(acs_change_id);
  state.entranceAccess.deleteLeft(acs_user_id);
  state.groupMembers.deleteLeft(acs_user_id);
  state.acsUsers.delete(acs_user_id);
  writeEvent(world, 'acs_user.deleted', { workspace_id, acs_user_id, acs_system_id, connected_account_id });
};

/** Continues the deletion of a user identity that waits for its ACS users, after one of them was deleted or unlinked. */
export const continueIdentityDeletion = (world: World, { user_identity_id = '' }: AcsUserRow): void => {
  if (world.state.userIdentities.get(user_identity_id)?.has_deletion_started === true)
    world.after(0, { name: 'delete_user_identity', args: { user_identity_id } });
};
