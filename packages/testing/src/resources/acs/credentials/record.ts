import type { AcsCredential } from '@org/seam-core';
import type { AcsCredentialRow } from '../../../fake/acs-rows.ts';
import type { World } from '../../../fake/world.ts';
import { writeEvent } from '../../events/write-event.ts';
import { isGuestDoor } from '../entrances/brand-metadata.ts';
import { deletionWarnings } from '../systems/changes.ts';
import { brandFields, systemTypeOf } from '../systems/system-types.ts';

/** The fields of an added credential. Either the ACS user or the access system is required. */
export type AcsCredentialOverrides = Partial<AcsCredentialRow> &
  ({ readonly acs_user_id: string } | { readonly acs_system_id: string });

const displayNames: Readonly<Record<string, string>> = {
  card: 'Card',
  cloud_key: 'Cloud key',
  code: 'Code',
  mobile_key: 'Mobile key',
};

/** The metadata of a card or mobile key of Visionline, which numbers them. */
const visionlineMetadata = (acs_credential_id: string) => {
  const card_id = String(Number.parseInt(acs_credential_id.slice(-12), 16));
  return { card_function_type: 'guest', card_id, credential_id: card_id, is_valid: true };
};

/** Adds a credential to an ACS user or to an access system. It is issued unless the overrides state otherwise. */
export const addAcsCredential = (
  world: World,
  workspace_id: string,
  { user_identity_id, ...overrides }: AcsCredentialOverrides,
): AcsCredentialRow => {
  const { state, ids, clock } = world;
  const { acs_user_id, access_method = 'mobile_key', is_issued = true } = overrides;
  const { acs_system_id = '' } =
    acs_user_id === undefined ? overrides : state.acsUsers.require(acs_user_id, workspace_id);
  const { external_type, connected_account_id } = state.acsSystems.require(acs_system_id, workspace_id);
  const { credentials } = systemTypeOf(external_type);
  const now = clock.timestamp();
  const { acs_credential_id = ids.next('acs_credential') } = overrides;
  return state.acsCredentials.insert({
    acs_credential_id,
    acs_system_id,
    connected_account_id,
    access_method,
    created_at: now,
    display_name: displayNames[access_method] ?? 'Credential',
    ...brandFields(credentials[access_method as keyof typeof credentials]),
    is_issued,
    is_latest_desired_state_synced_with_provider: true,
    is_managed: true,
    is_multi_phone_sync_credential: false,
    is_one_time_use: false,
    issued_at: is_issued ? now : null,
    latest_desired_state_synced_with_provider_at: now,
    errors: [],
    warnings: [],
    workspace_id,
    // The user identity of an assigned credential is derived from its ACS user.
    ...(acs_user_id === undefined && user_identity_id !== undefined ? { user_identity_id } : {}),
    ...overrides,
    ...(external_type === 'visionline_system'
      ? {
          visionline_metadata: { ...visionlineMetadata(acs_credential_id), ...overrides.visionline_metadata },
        }
      : {}),
  });
};

/** Marks an issued card: it has to be encoded again for a change to take effect. Other credentials stay as they are. */
export const requireReissue = ({ state, clock }: World, credential: AcsCredentialRow): AcsCredentialRow => {
  const { acs_credential_id, access_method, is_issued, workspace_id } = credential;
  const warning_code = 'needs_to_be_reissued';
  if (access_method !== 'card' || is_issued !== true) return credential;
  const warning = {
    warning_code,
    message: 'The card must be encoded again for the change to take effect.',
    created_at: clock.timestamp(),
  } as const;
  state.acsCredentials.patch(acs_credential_id, {
    warnings: [...credential.warnings.filter((other) => other.warning_code !== warning_code), warning],
  });
  return state.acsCredentials.require(acs_credential_id, workspace_id);
};

/** The entrances of a Visionline credential by the kind of door. */
const visionlineEntrances = ({ state }: World, acs_credential_id: string) => {
  const entrances = state.credentialEntrances
    .rightsOf(acs_credential_id)
    .flatMap((id) => state.acsEntrances.get(id) ?? []);
  const idsOf = (isGuest: boolean) =>
    entrances.filter((row) => isGuestDoor(row) === isGuest).map((row) => row.acs_entrance_id);
  return { guest_acs_entrance_ids: idsOf(true), common_acs_entrance_ids: idsOf(false) };
};

/** A credential as the API shows it, with the user identity and the pending deletion of its ACS user. */
export const presentAcsCredential =
  (world: World) =>
  ({ overrides_others: _, phone_id: __, user_identity_id, ...row }: AcsCredentialRow): AcsCredential => {
    const { state } = world;
    const { acs_credential_id, acs_user_id } = row;
    const user = acs_user_id === undefined ? undefined : state.acsUsers.get(acs_user_id);
    const owner = user ? user.user_identity_id : user_identity_id;
    const changes = state.acsChanges.by('acs_credential_id', acs_credential_id);
    const [leaving] = [
      ...deletionWarnings(changes, 'delete_credential'),
      ...deletionWarnings(user ? state.acsChanges.by('acs_user_id', user.acs_user_id) : [], 'delete_user'),
    ];
    return {
      ...row,
      ...(owner === undefined ? {} : { user_identity_id: owner }),
      ...(row.visionline_metadata && {
        visionline_metadata: {
          ...row.visionline_metadata,
          ...visionlineEntrances(world, acs_credential_id),
        },
      }),
      ...(changes.length > 0 || row.errors.length > 0
        ? { is_latest_desired_state_synced_with_provider: false }
        : {}),
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

/** Deletes a credential with its pending changes, and with its copies on phones. */
export const deleteAcsCredential = (
  world: World,
  { acs_credential_id, acs_system_id, connected_account_id, workspace_id }: AcsCredentialRow,
): void => {
  const { state } = world;
  for (const copy of state.acsCredentials.by('parent_acs_credential_id', acs_credential_id))
    deleteAcsCredential(world, copy);
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
