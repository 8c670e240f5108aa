import type { AcsUserError } from '@org/seam-core';
import type { ProviderAction } from '../../../fake/provider-failures.ts';
import type { AcsCredentialRow, AcsUserRow } from '../../../fake/rows.ts';
import type { World } from '../../../fake/world.ts';
import { settleMethod, settleMethodsOf } from '../../access-methods/issue.ts';
import { loseAccess } from '../../access-methods/lose-access.ts';
import { updateCredential } from '../../access-methods/update-credential.ts';
import { writeEvent } from '../../events/write-event.ts';
import { deleteAcsAccessGroup } from '../access-groups/record.ts';
import { deleteAcsCredential } from '../credentials/record.ts';
import { deleteAcsUser } from '../users/record.ts';
import type { AcsChange, AcsChangeKind, AcsChangeRow } from './changes.ts';

/**
 * Removes the access of an ACS user that `assumptions.revoke_all_entrances` lists. The user and its credentials stay.
 */
const revokeEntrances = ({ state, assumptions }: World, { acs_user_id }: AcsUserRow): void => {
  const closed = new Set(assumptions.revoke_all_entrances);
  if (closed.has('entrances')) state.entranceAccess.deleteLeft(acs_user_id);
  if (closed.has('access_groups')) state.groupMembers.deleteLeft(acs_user_id);
  if (!closed.has('credentials')) return;
  for (const credential of state.acsCredentials.by('acs_user_id', acs_user_id))
    state.credentialEntrances.deleteLeft(credential.acs_credential_id);
};

type ChangeOf<TKind extends AcsChangeKind> = Extract<AcsChange, { kind: TKind }>;

/** Applies a change once the access system has made it. The changed resource may be deleted by then. */
type AcsChangeEffect<TKind extends AcsChangeKind> = (
  world: World,
  row: AcsChangeRow & { readonly change: ChangeOf<TKind> },
) => void;

/** The effect of each kind of change. */
const acsChangeEffects: { readonly [K in AcsChangeKind]: AcsChangeEffect<K> } = {
  create_user: (world, { acs_user_id = '' }) => {
    const user = world.state.acsUsers.get(acs_user_id);
    if (!user) return;
    const { workspace_id, acs_system_id, connected_account_id } = user;
    writeEvent(world, 'acs_user.created', { workspace_id, acs_user_id, acs_system_id, connected_account_id });
    for (const credential of world.state.acsCredentials.by('acs_user_id', acs_user_id))
      settleMethodsOf(world, credential.acs_credential_id);
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
    if (!user) return;
    const credentials = world.state.acsCredentials.by('acs_user_id', acs_user_id);
    loseAccess(world, credentials, () => deleteAcsUser(world, user));
  },

  revoke_entrances: (world, { acs_user_id = '' }) => {
    const user = world.state.acsUsers.get(acs_user_id);
    if (!user) return;
    const credentials = world.state.acsCredentials.by('acs_user_id', acs_user_id);
    loseAccess(world, credentials, () => revokeEntrances(world, user));
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

  create_credential: (world, { acs_credential_id = '' }) => settleMethodsOf(world, acs_credential_id),

  update_credential: (world, { acs_credential_id = '', change: { to } }) => {
    if (world.state.acsCredentials.get(acs_credential_id)) updateCredential(world, acs_credential_id, to);
  },

  delete_credential: (world, { acs_credential_id = '' }) => {
    const credential = world.state.acsCredentials.get(acs_credential_id);
    if (!credential) return;
    const methods = world.state.methodCredentials.leftsOf(acs_credential_id);
    loseAccess(world, [credential], () => deleteAcsCredential(world, credential));
    for (const method of methods) settleMethod(world, method);
  },

  delete_group: (world, { acs_access_group_id = '' }) => {
    const group = world.state.acsAccessGroups.get(acs_access_group_id);
    if (group) deleteAcsAccessGroup(world, group);
  },
};

interface AcsChangeFailure {
  /** The name under which a test requests the failure. */
  readonly action: ProviderAction;
  /** The error code that the resource shows after the failure. */
  readonly error_code: AcsUserError['error_code'];
}

const update = { action: 'acs_user.update', error_code: 'failed_to_update_on_acs_system' } as const;

const updateGroup = { ...update, action: 'acs_access_group.update' } as const;

const remove = { action: 'acs_user.delete', error_code: 'failed_to_delete_on_acs_system' } as const;

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
  create_credential: { action: 'acs_credential.create', error_code: 'failed_to_create_on_acs_system' },
  update_credential: { ...update, action: 'acs_credential.update' },
  delete_credential: { ...remove, action: 'acs_credential.delete' },
  delete_group: { ...remove, action: 'acs_access_group.delete' },
};

const unknownIssue = 'unknown_issue_with_acs_access_group';

/**
 * Adds an error to the resource that a failed change concerns, or removes it when `message` is `undefined`. Access
 * groups have no such error and get a warning.
 */
const setAcsFailure = (
  { state, clock }: World,
  { acs_user_id, acs_access_group_id = '', acs_credential_id = '', change }: AcsChangeRow,
  message: string | undefined,
): void => {
  const { error_code } = acsChangeFailures[change.kind];
  const issue = message === undefined ? undefined : { message, created_at: clock.timestamp() };
  const withIssue = <TError extends { readonly error_code: string }>(errors: readonly TError[]) => [
    ...errors.filter((error) => error.error_code !== error_code),
    ...(issue ? [{ ...issue, error_code }] : []),
  ];
  if (acs_user_id !== undefined) {
    const user = state.acsUsers.get(acs_user_id);
    if (user) state.acsUsers.patch(acs_user_id, { errors: withIssue(user.errors) });
    return;
  }
  const credential = state.acsCredentials.get(acs_credential_id);
  if (credential) state.acsCredentials.patch(acs_credential_id, { errors: withIssue(credential.errors) });
  const group = state.acsAccessGroups.get(acs_access_group_id);
  if (group)
    state.acsAccessGroups.patch(acs_access_group_id, {
      warnings: [
        ...group.warnings.filter(({ warning_code }) => warning_code !== unknownIssue),
        ...(issue ? [{ ...issue, warning_code: unknownIssue } as const] : []),
      ],
    });
};

/** Ends a pending change of an access system, with the failure that a test requested or with its effect. */
export const finishAcsChange = (world: World, { acs_change_id }: { acs_change_id: string }): void => {
  const { acsChanges } = world.state;
  const row = acsChanges.get(acs_change_id);
  if (!row) return;
  acsChanges.delete(acs_change_id);
  const { kind } = row.change;
  const failure = world.failures.take(acsChangeFailures[kind].action);
  if (failure) {
    setAcsFailure(world, row, failure.message);
    settleMethodsOf(world, row.acs_credential_id);
  } else (acsChangeEffects[kind] as AcsChangeEffect<typeof kind>)(world, row);
};

const syncMs = ({ state, assumptions }: World, acs_system_id: string): number => {
  const { acs_sync_ms } = assumptions;
  if (typeof acs_sync_ms === 'number') return acs_sync_ms;
  return acs_sync_ms[state.acsSystems.get(acs_system_id)?.external_type ?? ''] ?? 0;
};

interface AcsChangeRequest extends Omit<AcsChangeRow, 'acs_change_id' | 'created_at'> {
  readonly acs_system_id: string;
}

/**
 * Requests a change from an access system. It stays pending for `assumptions.acs_sync_ms` on the fake's clock. With 0,
 * it has ended when this returns.
 */
export const requestAcsChange = (world: World, { acs_system_id, ...request }: AcsChangeRequest): void => {
  const acs_change_id = world.ids.next('acs_change');
  const row = { ...request, acs_change_id, created_at: world.clock.timestamp() };
  setAcsFailure(world, row, undefined);
  world.state.acsChanges.insert(row);
  world.after(syncMs(world, acs_system_id), { name: 'finish_acs_change', args: { acs_change_id } });
};

/** Requests the deletion of a credential from its access system, once. */
export const requestCredentialDeletion = (
  world: World,
  { acs_credential_id, acs_system_id, workspace_id }: AcsCredentialRow,
): void => {
  const isPending = world.state.acsChanges
    .by('acs_credential_id', acs_credential_id)
    .some(({ change }) => change.kind === 'delete_credential');
  if (!isPending)
    requestAcsChange(world, {
      acs_credential_id,
      acs_system_id,
      workspace_id,
      change: { kind: 'delete_credential' },
    });
};

type UserChange = Pick<AcsChangeRow, 'change' | 'acs_access_group_id' | 'acs_credential_id'>;

/** Requests a change of an ACS user from its access system. */
export const requestAcsUserChange = (
  world: World,
  { acs_user_id, acs_system_id, workspace_id }: AcsUserRow,
  change: UserChange,
): void => requestAcsChange(world, { acs_user_id, acs_system_id, workspace_id, ...change });
