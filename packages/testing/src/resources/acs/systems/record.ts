import type { AcsSystem } from '@org/seam-core';
import type { AcsSystemRow } from '../../../fake/acs-rows.ts';
import type { World } from '../../../fake/world.ts';
import { ensureConnectedAccount } from '../../connected-accounts/record.ts';
import { writeEvent } from '../../events/write-event.ts';
import { deleteAcsAccessGroup } from '../access-groups/record.ts';
import { deleteAcsCredential } from '../credentials/record.ts';
import { deleteAcsEntrance } from '../entrances/record.ts';
import { continueIdentityDeletion, deleteAcsUser } from '../users/record.ts';
import { type SystemType, systemTypeOf } from './system-types.ts';

/** The credential manager of the workspace that issues the mobile keys of a type of access system. */
const findCredentialManager = (
  { state }: World,
  workspace_id: string,
  { credentialManager }: SystemType,
): string | null =>
  credentialManager === undefined
    ? null
    : (state.acsSystems
        .by('external_type', credentialManager)
        .find((row) => row.workspace_id === workspace_id)?.acs_system_id ?? null);

/** Adds an access system to a workspace. Its names, and whether it is a credential manager, follow from its type. */
export const addAcsSystem = (
  world: World,
  workspace_id: string,
  overrides: Partial<AcsSystemRow> = {},
): AcsSystemRow => {
  const connected_account_id = overrides.connected_account_id ?? ensureConnectedAccount(world, workspace_id);
  const { external_type = 'visionline_system' } = overrides;
  const type = systemTypeOf(external_type);
  const { external_type_display_name = type.display_name } = overrides;
  return world.state.acsSystems.insert({
    acs_system_id: world.ids.next('acs_system'),
    connected_account_id,
    connected_account_ids: [connected_account_id],
    created_at: world.clock.timestamp(),
    default_credential_manager_acs_system_id: findCredentialManager(world, workspace_id, type),
    external_type,
    external_type_display_name,
    image_alt_text: `${external_type_display_name} Logo`,
    image_url: `https://example.com/acs_systems/${external_type}.png`,
    is_credential_manager: type.isCredentialManager === true,
    location: { time_zone: 'Etc/UTC' },
    name: 'Access system',
    system_type: external_type,
    system_type_display_name: external_type_display_name,
    ...(external_type === 'visionline_system'
      ? { visionline_metadata: { lan_address: '192.168.1.100', mobile_access_uuid: '1', system_id: '1' } }
      : {}),
    errors: [],
    warnings: [],
    workspace_id,
    ...overrides,
  });
};

/** An access system as the API shows it, with its current numbers of users and groups. */
export const presentAcsSystem =
  ({ state }: World) =>
  (row: AcsSystemRow): AcsSystem => ({
    ...row,
    acs_user_count: state.acsUsers.countBy('acs_system_id', row.acs_system_id),
    acs_access_group_count: state.acsAccessGroups.countBy('acs_system_id', row.acs_system_id),
  });

/**
 * Deletes an access system with its users, credentials, access groups, entrances and encoders. Seam has no event for
 * it.
 */
export const deleteAcsSystem = (world: World, { acs_system_id }: AcsSystemRow): void => {
  const { state } = world;
  for (const { acs_credential_id } of state.acsCredentials.by('acs_system_id', acs_system_id))
    for (const access_method_id of state.methodCredentials.leftsOf(acs_credential_id))
      world.schedule(0, { name: 'settle_access_method', args: { access_method_id } });
  const users = state.acsUsers.by('acs_system_id', acs_system_id);
  for (const user of users) deleteAcsUser(world, user);
  for (const credential of state.acsCredentials.by('acs_system_id', acs_system_id))
    deleteAcsCredential(world, credential);
  for (const group of state.acsAccessGroups.by('acs_system_id', acs_system_id))
    deleteAcsAccessGroup(world, group);
  for (const entrance of state.acsEntrances.by('acs_system_id', acs_system_id))
    deleteAcsEntrance(world, entrance);
  for (const encoder of state.acsEncoders.by('acs_system_id', acs_system_id)) {
    const { acs_encoder_id, connected_account_id, workspace_id } = encoder;
    state.acsEncoders.delete(acs_encoder_id);
    writeEvent(world, 'acs_encoder.removed', {
      workspace_id,
      acs_encoder_id,
      acs_system_id,
      connected_account_id,
    });
  }
  state.acsSystems.delete(acs_system_id);
  for (const user of users) continueIdentityDeletion(world, user);
};
