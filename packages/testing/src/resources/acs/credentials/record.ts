import type { AcsCredential } from '@org/seam-core';
import type { AcsCredentialRow } from '../../../fake/rows.ts';
import type { World } from '../../../fake/world.ts';
import { writeEvent } from '../../events/write-event.ts';
import { deletionWarnings } from '../systems/changes.ts';

/** The fields of an added credential. Either the ACS user or the access system is required. */
export type AcsCredentialOverrides = Partial<AcsCredentialRow> &
  ({ readonly acs_user_id: string } | { readonly acs_system_id: string });

const displayNames: Readonly<Record<string, string>> = {
  card: 'Card',
  cloud_key: 'Cloud key',
  code: 'Code',
  mobile_key: 'Mobile key',
};

/** Adds a credential to an ACS user or to an access system. It is issued unless the overrides state otherwise. */
export const addAcsCredential = (
  { state, ids, clock }: World,
  workspace_id: string,
  { user_identity_id, ...overrides }: AcsCredentialOverrides,
): AcsCredentialRow => {
  const { acs_user_id, acs_system_id = '', access_method = 'mobile_key', is_issued = true } = overrides;
  const owner =
    acs_user_id === undefined
      ? state.acsSystems.require(acs_system_id, workspace_id)
      : state.acsUsers.require(acs_user_id, workspace_id);
  return state.acsCredentials.insert({
    acs_credential_id: ids.next('acs_credential'),
    acs_system_id: owner.acs_system_id,
    connected_account_id: owner.connected_account_id,
    access_method,
    created_at: clock.timestamp(),
    display_name: displayNames[access_method] ?? 'Credential',
    is_issued,
    issued_at: is_issued ? clock.timestamp() : null,
    is_managed: true,
    errors: [],
    warnings: [],
    workspace_id,
    // The user identity of an assigned credential is derived from its ACS user.
    ...(acs_user_id === undefined && user_identity_id !== undefined ? { user_identity_id } : {}),
    ...overrides,
  });
};

/** A credential as the API shows it, with the user identity and the pending deletion of its ACS user. */
export const presentAcsCredential =
  ({ state }: World) =>
  ({ overrides_others: _, user_identity_id, ...row }: AcsCredentialRow): AcsCredential => {
    const { acs_credential_id, acs_user_id } = row;
    const user = acs_user_id === undefined ? undefined : state.acsUsers.get(acs_user_id);
    const owner = user ? user.user_identity_id : user_identity_id;
    const [leaving] = [
      ...deletionWarnings(state.acsChanges.by('acs_credential_id', acs_credential_id), 'delete_credential'),
      ...deletionWarnings(user ? state.acsChanges.by('acs_user_id', user.acs_user_id) : [], 'delete_user'),
    ];
    return {
      ...row,
      ...(owner === undefined ? {} : { user_identity_id: owner }),
      warnings: leaving ? [...row.warnings, leaving] : row.warnings,
    };
  };

export const acsCredentialEventFields = ({
  acs_credential_id,
  acs_system_id,
  connected_account_id,
  workspace_id,
}: AcsCredentialRow) => ({
  acs_credential_id,
  acs_system_id,
  connected_account_id,
  workspace_id,
});

/** Deletes a credential with its pending changes. */
export const deleteAcsCredential = (
  world: World,
  { acs_credential_id, acs_system_id, connected_account_id, workspace_id }: AcsCredentialRow,
): void => {
  const { state } = world;
  for (const { acs_change_id } of state.acsChanges.by('acs_credential_id', acs_credential_id))
    state.acsChanges.delete(acs_change_id);
  state.credentialEntrances.deleteLeft(acs_credential_id);
  state.methodCredentials.deleteRight(acs_credential_id);
  state.acsCredentials.delete(acs_credential_id);
  writeEvent(world, 'acs_credential.deleted', {
    workspace_id,
    acs_credential_id,
    acs_system_id,
    connected_account_id,
  });
};
