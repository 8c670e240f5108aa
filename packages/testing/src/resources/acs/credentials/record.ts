import type { AcsCredential } from '@org/seam-core';
import type { AcsCredentialRow } from '../../../fake/rows.ts';
import type { World } from '../../../fake/world.ts';
import { beingDeleted } from '../users/record.ts';

/** A credential of an ACS user, or one of an access system that belongs to nobody yet. */
export type AcsCredentialOverrides = Partial<AcsCredentialRow> &
  ({ readonly acs_user_id: string } | { readonly acs_system_id: string });

const names: Readonly<Record<string, string>> = {
  card: 'Card',
  cloud_key: 'Cloud key',
  code: 'Code',
  mobile_key: 'Mobile key',
};

/** Adds a credential to an ACS user or to an access system. It is issued unless the overrides say that it is not. */
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
    display_name: names[access_method] ?? 'Credential',
    is_issued,
    issued_at: is_issued ? clock.timestamp() : null,
    is_managed: true,
    errors: [],
    warnings: [],
    workspace_id,
    // With an ACS user, it belongs to that one's user identity, whoever that is.
    ...(acs_user_id === undefined && user_identity_id !== undefined ? { user_identity_id } : {}),
    ...overrides,
  });
};

/** A credential as the API shows it: with an ACS user, it belongs to that one's user identity, and goes with it. */
export const presentAcsCredential =
  ({ state }: World) =>
  ({ overrides_others: _, user_identity_id, ...row }: AcsCredentialRow): AcsCredential => {
    const { acs_credential_id, acs_user_id } = row;
    const user = acs_user_id === undefined ? undefined : state.acsUsers.get(acs_user_id);
    const owner = user ? user.user_identity_id : user_identity_id;
    const [leaving] = [
      ...beingDeleted(state.acsChanges.by('acs_credential_id', acs_credential_id), 'delete_credential'),
      ...beingDeleted(user ? state.acsChanges.by('acs_user_id', user.acs_user_id) : [], 'delete_user'),
    ];
    return {
      ...row,
      ...(owner === undefined ? {} : { user_identity_id: owner }),
      warnings: leaving ? [...row.warnings, leaving] : row.warnings,
    };
  };
