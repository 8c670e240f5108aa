import type { AccessMethod, UnmanagedAccessMethod } from '@org/seam-core';
import type { AccessMethodRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { requestDeletion } from '../access-codes/sync.ts';
import { deleteAcsCredential } from '../acs/credentials/record.ts';
import { writeEvent } from '../events/write-event.ts';
import { deleteInstantKey } from '../instant-keys/record.ts';
import { accessMethodEventFields, credentialsOfMethod, modeNames } from './rules.ts';

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

/** A managed access method as the API shows it. */
export const presentAccessMethod = ({
  is_managed: _,
  was_issued: __,
  ...method
}: AccessMethodRow): AccessMethod => method;

/** An unmanaged access method as the API shows it, without instant key and token. */
export const presentUnmanagedAccessMethod = (row: AccessMethodRow): UnmanagedAccessMethod => {
  const {
    client_session_token: _,
    customization_profile_id: __,
    instant_key_url: ___,
    ...shown
  } = presentAccessMethod(row);
  return shown;
};

/** Deletes an access method with its access codes, credentials and instant key. */
export const deleteAccessMethod = (world: World, method: AccessMethodRow): void => {
  const { state } = world;
  const { access_method_id, instant_key_url } = method;
  const eventFields = accessMethodEventFields(world, method);
  for (const code of state.accessCodes.by('access_method_id', access_method_id)) {
    requestDeletion(world, code);
    // The device may take time to remove the code. Meanwhile the code belongs to no access method.
    state.accessCodes.patch(code.access_code_id, { access_method_id: undefined });
  }
  for (const credential of credentialsOfMethod(world, access_method_id))
    deleteAcsCredential(world, credential);
  if (instant_key_url !== undefined)
    for (const key of state.instantKeys.by('instant_key_url', instant_key_url)) deleteInstantKey(world, key);
  state.methodCredentials.deleteLeft(access_method_id);
  state.methodExceptions.deleteLeft(access_method_id);
  state.grantMethods.deleteRight(access_method_id);
  state.accessMethods.delete(access_method_id);
  writeEvent(world, 'access_method.deleted', eventFields);
};
