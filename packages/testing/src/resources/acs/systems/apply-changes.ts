import type { AcsUserError } from '@org/seam-core';
import { closeAllEntrances } from '../../../access/reach.ts';
import { writeEvent } from '../../../events/write-event.ts';
import type { ProviderAction } from '../../../fake/provider-failures.ts';
import type { World } from '../../../fake/world.ts';
import { deleteAcsAccessGroup } from '../access-groups/record.ts';
import { deleteAcsCredential } from '../credentials/deletion.ts';
import { deleteAcsUser } from '../users/deletion.ts';
import type { AcsChange, AcsChangeKind, AcsChangeRow } from './changes.ts';

type ChangeOf<TKind extends AcsChangeKind> = Extract<AcsChange, { kind: TKind }>;

/** What a change does once the access system has made it. What it is about may be gone by then. */
type AcsChangeEffect<TKind extends AcsChangeKind> = (
  world: World,
  row: AcsChangeRow & { readonly change: ChangeOf<TKind> },
) => void;

/** The effects of all kinds. One that is missing does not compile. */
const acsChangeEffects: { readonly [K in AcsChangeKind]: AcsChangeEffect<K> } = {
  create_user: (world, { acs_user_id = '' }) => {
    const user = world.state.acsUsers.get(acs_user_id);
    if (!user) return;
    const { workspace_id, acs_system_id, connected_account_id } = user;
    writeEvent(world, 'acs_user.created', { workspace_id, acs_user_id, acs_system_id, connected_account_id });
  },

  update_information: ({ state }, { acs_user_id = '', change: { to } }) => {
    const { full_name, email_address, phone_number } = to;
    state.acsUsers.patch(acs_user_id, {
      ...(full_name ? { full_name, display_name: full_name } : {}),
      ...(email_address ? { email_address } : {}),
      ...(phone_number ? { phone_number } : {}),
    });
  },

  update_schedule: ({ state }, { acs_user_id = '', change: { to } }) => {
    const { starts_at, ends_at } = to;
    state.acsUsers.patch(acs_user_id, {
      access_schedule: starts_at === null ? undefined : { starts_at, ends_at },
    });
  },

  update_suspension: ({ state }, { acs_user_id = '', change: { to } }) => {
    state.acsUsers.patch(acs_user_id, { is_suspended: to.is_suspended });
  },

  delete_user: (world, { acs_user_id = '' }) => {
    const user = world.state.acsUsers.get(acs_user_id);
    if (user) deleteAcsUser(world, user);
  },

  revoke_entrances: (world, { acs_user_id = '' }) => {
    const user = world.state.acsUsers.get(acs_user_id);
    if (user) closeAllEntrances(world, user);
  },

  add_member: ({ state }, { acs_user_id = '', acs_access_group_id = '' }) =>
    state.groupMembers.add(acs_user_id, acs_access_group_id),

  remove_member: ({ state }, { acs_user_id = '', acs_access_group_id = '' }) => {
    state.groupMembers.delete(acs_user_id, acs_access_group_id);
  },

  assign_credential: ({ state }, { acs_user_id, acs_credential_id = '' }) => {
    state.acsCredentials.patch(acs_credential_id, { acs_user_id, user_identity_id: undefined });
  },

  unassign_credential: ({ state }, { acs_user_id, acs_credential_id = '' }) => {
    if (state.acsCredentials.get(acs_credential_id)?.acs_user_id === acs_user_id)
      state.acsCredentials.patch(acs_credential_id, { acs_user_id: undefined });
  },

  delete_credential: (world, { acs_credential_id = '' }) => {
    const credential = world.state.acsCredentials.get(acs_credential_id);
    if (credential) deleteAcsCredential(world, credential);
  },

  delete_group: (world, { acs_access_group_id = '' }) => {
    const group = world.state.acsAccessGroups.get(acs_access_group_id);
    if (group) deleteAcsAccessGroup(world, group);
  },
};

interface AcsChangeFailure {
  /** Under which name a test asks for the failure. */
  readonly action: ProviderAction;
  /** What a resource shows afterwards, where Seam has an error for it. */
  readonly error_code: AcsUserError['error_code'];
}

const update = { action: 'acs_user.update', error_code: 'failed_to_update_on_acs_system' } as const;
const updateGroup = { ...update, action: 'acs_access_group.update' } as const;
const remove = { action: 'acs_user.delete', error_code: 'failed_to_delete_on_acs_system' } as const;

/** How each kind of change fails. */
const acsChangeFailures: { readonly [K in AcsChangeKind]: AcsChangeFailure } = {
  create_user: { action: 'acs_user.create', error_code: 'failed_to_create_on_acs_system' },
  update_information: update,
  update_schedule: update,
  update_suspension: update,
  revoke_entrances: update,
  assign_credential: update,
  unassign_credential: update,
  add_member: updateGroup,
  remove_member: updateGroup,
  delete_user: remove,
  delete_credential: { ...remove, action: 'acs_credential.delete' },
  delete_group: { ...remove, action: 'acs_access_group.delete' },
};

const unknownIssue = 'unknown_issue_with_acs_access_group';

/**
 * Lets the resource that a change is about show that the access system did not make it, or no longer show it. An access
 * group has no error for that, so it shows a warning.
 */
export const setAcsFailure = (
  { state, clock }: World,
  { acs_user_id, acs_access_group_id = '', acs_credential_id = '', change }: AcsChangeRow,
  message: string | undefined,
): void => {
  const { error_code } = acsChangeFailures[change.kind];
  const note = message === undefined ? undefined : { message, created_at: clock.timestamp() };
  const withNote = <TError extends { readonly error_code: string }>(errors: readonly TError[]) => [
    ...errors.filter((error) => error.error_code !== error_code),
    ...(note ? [{ ...note, error_code }] : []),
  ];
  if (acs_user_id !== undefined) {
    const user = state.acsUsers.get(acs_user_id);
    if (user) state.acsUsers.patch(acs_user_id, { errors: withNote(user.errors) });
    return;
  }
  const credential = state.acsCredentials.get(acs_credential_id);
  if (credential) state.acsCredentials.patch(acs_credential_id, { errors: withNote(credential.errors) });
  const group = state.acsAccessGroups.get(acs_access_group_id);
  if (group)
    state.acsAccessGroups.patch(acs_access_group_id, {
      warnings: [
        ...group.warnings.filter(({ warning_code }) => warning_code !== unknownIssue),
        ...(note ? [{ ...note, warning_code: unknownIssue } as const] : []),
      ],
    });
};

/** Ends a pending change of an access system: with the failure that a test has asked for, or with its effect. */
export const finishAcsChange = (world: World, { acs_change_id }: { acs_change_id: string }): void => {
  const { acsChanges } = world.state;
  const row = acsChanges.get(acs_change_id);
  if (!row) return;
  acsChanges.delete(acs_change_id);
  const { kind } = row.change;
  const failure = world.failures.take(acsChangeFailures[kind].action);
  if (failure) setAcsFailure(world, row, failure.message);
  else (acsChangeEffects[kind] as AcsChangeEffect<typeof kind>)(world, row);
};
