import type { AcsSystemError } from '@org/seam-core';
import type { AcsCredentialRow, AcsUserRow } from '../../../fake/acs-rows.ts';
import type { World } from '../../../fake/world.ts';
import { settleMethodsOf, settleMethodsOfUser } from '../../access-methods/issue.ts';
import { applyAcsChange } from './change-effects.ts';
import { clearFailure, clearRefusal, showFailure, takeFailure } from './change-failures.ts';
import type { AcsChangeRow } from './changes.ts';
import { dropOlderChanges, dropReplaced, exemptFromRevocations } from './superseded.ts';

/** The errors of an access system that Seam cannot change anything in. Other errors do not disconnect it. */
export const disconnections = [
  'acs_system_disconnected',
  'account_disconnected',
  'seam_bridge_disconnected',
  'bridge_disconnected',
  'visionline_instance_unreachable',
  'provider_service_unavailable',
  'salto_ks_certification_expired',
] as const satisfies readonly AcsSystemError['error_code'][];

const disconnected = new Set<string>(disconnections);

/** Whether an error of an access system disconnects it. */
export const isDisconnection = (error_code: string): boolean => disconnected.has(error_code);

/** Whether Seam can reach an access system and change something in it. */
export const isConnected = ({ state }: Pick<World, 'state'>, acs_system_id: string): boolean =>
  !(
    state.acsSystems.get(acs_system_id)?.errors.some(({ error_code }) => disconnected.has(error_code)) ??
    false
  );

/** Whether a change cannot be made yet: the access system is disconnected, or has yet to create the user. */
const hasToWait = (
  world: World,
  { acs_system_id, acs_credential_id = '', change }: AcsChangeRow,
): boolean => {
  if (!isConnected(world, acs_system_id)) return true;
  const { acsChanges, acsCredentials } = world.state;
  const owner = acsCredentials.get(acs_credential_id)?.acs_user_id;
  return (
    change.kind === 'create_credential' &&
    owner !== undefined &&
    acsChanges.by('acs_user_id', owner).some((other) => other.change.kind === 'create_user')
  );
};

const schedule = (world: World, ms: number, { acs_change_id }: AcsChangeRow): void =>
  world.after(ms, { name: 'finish_acs_change', args: { acs_change_id } });

/** Tries the changes of an access system again that had to wait. */
export const resumeAcsChanges = (world: World, acs_system_id: string): void => {
  for (const row of world.state.acsChanges.by('acs_system_id', acs_system_id))
    if (row.is_waiting === true) schedule(world, 0, row);
};

/** Follows a change that was made: the credentials of a new user, and a user whose creation had failed before. */
const follow = (world: World, { acs_user_id = '', acs_credential_id = '', change }: AcsChangeRow): void => {
  const { acsUsers, acsCredentials } = world.state;
  const now = world.clock.timestamp();
  const user = acsUsers.patch(acs_user_id, { last_successful_sync_at: now });
  acsCredentials.patch(acs_credential_id, { latest_desired_state_synced_with_provider_at: now });
  if (!user) return;
  if (change.kind === 'create_user') resumeAcsChanges(world, user.acs_system_id);
  const hadFailed =
    user.refused_change === 'create_user' ||
    user.errors.some(({ error_code }) => error_code === 'failed_to_create_on_acs_system');
  if (change.kind === 'update_information' && hadFailed)
    requestAcsUserChange(world, user, { change: { kind: 'create_user' } });
  // The change may have ended an error that shut the user out.
  settleMethodsOfUser(world, acs_user_id);
};

/** Makes older revocations, which failed and are tried again, keep what a change has given. */
const exemptGiven = ({ state }: World, row: AcsChangeRow, sequence: number): void => {
  const { acs_access_group_id, acs_credential_id = '', change } = row;
  const { acs_user_id = state.acsCredentials.get(acs_credential_id)?.acs_user_id } = row;
  if (change.kind === 'add_member' && acs_access_group_id !== undefined)
    exemptFromRevocations(state, { acs_user_id, id: acs_access_group_id, sequence });
  if (change.kind === 'create_credential' || change.kind === 'assign_credential')
    exemptFromRevocations(state, { acs_user_id, id: acs_credential_id, sequence });
};

/**
 * Ends a pending change of an access system, with a failure or with its effect. A failed change stays pending if
 * `assumptions.acs_retry_ms` is set, and is tried again.
 */
export const finishAcsChange = (world: World, { acs_change_id }: { acs_change_id: string }): void => {
  const { acsChanges } = world.state;
  const row = acsChanges.get(acs_change_id);
  if (!row) return;
  if (hasToWait(world, row)) {
    acsChanges.patch(acs_change_id, { is_waiting: true });
    return;
  }
  const failure = takeFailure(world, row);
  const { acs_retry_ms } = world.assumptions;
  if (failure) {
    showFailure(world, row, failure);
    acsChanges.patch(acs_change_id, { has_failed: true });
    if (acs_retry_ms === 'never') acsChanges.delete(acs_change_id);
    else if (dropReplaced(world, row)) schedule(world, acs_retry_ms, row);
    else clearFailure(world, row);
    settleMethodsOf(world, row.acs_credential_id);
    return;
  }
  const sequence = acsChanges.sequenceOf(row);
  acsChanges.delete(acs_change_id);
  if (row.has_failed === true) clearFailure(world, row);
  clearRefusal(world, row);
  applyAcsChange(world, row, (other) => acsChanges.sequenceOf(other) > sequence);
  exemptGiven(world, row, sequence);
  follow(world, row);
};

const syncMs = ({ state, assumptions }: World, acs_system_id: string): number => {
  const { acs_sync_ms } = assumptions;
  if (typeof acs_sync_ms === 'number') return acs_sync_ms;
  return acs_sync_ms[state.acsSystems.get(acs_system_id)?.external_type ?? ''] ?? 0;
};

type AcsChangeRequest = Omit<AcsChangeRow, 'acs_change_id' | 'created_at' | 'is_waiting' | 'has_failed'>;

/**
 * Requests a change from an access system. It stays pending for `assumptions.acs_sync_ms` on the fake's clock, and while
 * the access system is disconnected. With 0, it has ended when this returns.
 */
export const requestAcsChange = (world: World, request: AcsChangeRequest): void => {
  const acs_change_id = world.ids.next('acs_change');
  const row = { ...request, acs_change_id, created_at: world.clock.timestamp() };
  clearFailure(world, row);
  dropOlderChanges(world, row);
  world.state.acsChanges.insert(row);
  schedule(world, syncMs(world, row.acs_system_id), row);
};

type UserChange = Pick<AcsChangeRow, 'change' | 'acs_access_group_id' | 'acs_credential_id'>;

/** Requests a change of an ACS user from its access system. */
export const requestAcsUserChange = (
  world: World,
  { acs_user_id, acs_system_id, workspace_id }: AcsUserRow,
  change: UserChange,
): void => requestAcsChange(world, { acs_user_id, acs_system_id, workspace_id, ...change });

/**
 * Requests the deletion of a credential from its access system, once. With `follows_grant`, a change of the access grant
 * may withdraw it, unless it is requested without that, too.
 */
export const requestCredentialDeletion = (
  world: World,
  { acs_credential_id, acs_system_id, workspace_id }: AcsCredentialRow,
  { follows_grant }: Pick<AcsChangeRow, 'follows_grant'> = {},
): void => {
  const { acsChanges } = world.state;
  const pending = acsChanges
    .by('acs_credential_id', acs_credential_id)
    .find(({ change }) => change.kind === 'delete_credential');
  if (!pending)
    requestAcsChange(world, {
      acs_credential_id,
      acs_system_id,
      workspace_id,
      follows_grant,
      change: { kind: 'delete_credential' },
    });
  else if (follows_grant !== true) acsChanges.patch(pending.acs_change_id, { follows_grant: undefined });
};
