import type { AccessMethod, UnmanagedAccessMethod } from '@org/seam-core';
import type { AccessMethodRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { requestDeletion } from '../access-codes/sync.ts';
import { requestCredentialDeletion } from '../acs/systems/sync.ts';
import { deleteInstantKey } from '../instant-keys/record.ts';
import { finishMethodDeletion, isBeingDeleted, removeMethod } from './finish-deletion.ts';
import { pendingOfMethod } from './pending.ts';
import { credentialsOfMethod, grantsOfMethod, modeNames } from './rules.ts';

/** The warning of an access method or an access grant that is being deleted. */
export const deletionWarning = ({ clock }: World) => ({
  warning_code: 'being_deleted' as const,
  message: 'Devices and access systems are removing the access.',
  created_at: clock.timestamp(),
});

/** The fields of an added access method. Only `access_grant_id` is required. */
export type AccessMethodOverrides = Partial<AccessMethodRow> & { readonly access_grant_id: string };

/** Adds an access method to an access grant. It is not issued and has no codes or credentials. */
export const addAccessMethod = (
  { state, ids, clock }: World,
  workspace_id: string,
  { access_grant_id, mode = 'code', ...overrides }: AccessMethodOverrides,
): AccessMethodRow => {
  const method = state.accessMethods.insert({
    access_method_id: ids.next('access_method'),
    mode,
    display_name: modeNames[mode as keyof typeof modeNames],
    created_at: clock.timestamp(),
    is_issued: false,
    issued_at: null,
    was_issued: false,
    is_managed: true,
    ...(mode === 'card' ? { is_encoding_required: true } : {}),
    pending_mutations: [],
    errors: [],
    warnings: [],
    workspace_id,
    ...overrides,
  });
  state.grantMethods.add(access_grant_id, method.access_method_id);
  return method;
};

/** A managed access method as the API shows it, with the pending changes of its devices and access systems. */
export const presentAccessMethod =
  (world: World) =>
  ({ is_managed: _, was_issued: __, issue_failed_at: ___, ...row }: AccessMethodRow): AccessMethod => {
    const pending = pendingOfMethod(world, row.access_method_id);
    if (pending.length === 0) return row;
    const times = pending.find(({ mutation_code }) => mutation_code === 'updating_access_times');
    return {
      ...row,
      pending_mutations: [...row.pending_mutations, ...pending],
      warnings: times
        ? [
            ...row.warnings,
            {
              warning_code: 'updating_access_times',
              message: 'The access times are being changed.',
              created_at: times.created_at,
            },
          ]
        : row.warnings,
    };
  };

/** An unmanaged access method as the API shows it, without instant key and token. */
export const presentUnmanagedAccessMethod =
  (world: World) =>
  (row: AccessMethodRow): UnmanagedAccessMethod => {
    const {
      client_session_token: _,
      customization_profile_id: __,
      instant_key_url: ___,
      ...shown
    } = presentAccessMethod(world)(row);
    return shown;
  };

/** Deletes the instant key of an access method. */
const deleteKeys = (world: World, { instant_key_url }: AccessMethodRow): void => {
  if (instant_key_url === undefined) return;
  for (const key of world.state.instantKeys.by('instant_key_url', instant_key_url))
    deleteInstantKey(world, key);
};

/**
 * Requests the deletion of an access method. It is deleted once its devices have removed its codes, and its access
 * systems its credentials; until then it shows the warning `being_deleted`, and they still open doors. A repeated request
 * tries again what failed.
 */
export const requestMethodDeletion = (world: World, method: AccessMethodRow): void => {
  const { access_method_id, warnings } = method;
  if (!isBeingDeleted(method))
    world.state.accessMethods.patch(access_method_id, {
      warnings: [...warnings, deletionWarning(world)],
    });
  deleteKeys(world, method);
  for (const code of world.state.accessCodes.by('access_method_id', access_method_id))
    requestDeletion(world, code);
  for (const credential of credentialsOfMethod(world, access_method_id))
    requestCredentialDeletion(world, credential);
  finishMethodDeletion(world, method);
};

/**
 * Deletes an access method at once, with its instant key. Devices remove its codes, and access systems its credentials, when
 * they can.
 */
export const deleteAccessMethod = (world: World, method: AccessMethodRow): void => {
  const { accessCodes, accessMethods } = world.state;
  const { access_method_id } = method;
  const [grant] = grantsOfMethod(world, access_method_id);
  requestMethodDeletion(world, method);
  if (!accessMethods.get(access_method_id)) return;
  // Meanwhile the codes belong to no access method, and still open their devices for the person.
  for (const { access_code_id } of accessCodes.by('access_method_id', access_method_id))
    accessCodes.patch(access_code_id, {
      access_method_id: undefined,
      former_user_identity_id: grant?.user_identity_id,
    });
  removeMethod(world, method);
};
