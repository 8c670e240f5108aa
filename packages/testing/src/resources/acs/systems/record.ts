import type { AcsSystem } from '@org/seam-core';
import type { AcsSystemRow } from '../../../fake/rows.ts';
import type { World } from '../../../fake/world.ts';
import { ensureConnectedAccount } from '../../connected-accounts/record.ts';
import { writeEvent } from '../../events/write-event.ts';
import { deleteAcsAccessGroup } from '../access-groups/record.ts';
import { deleteAcsCredential } from '../credentials/record.ts';
import { deleteAcsEntrance } from '../entrances/record.ts';
import { deleteAcsUser } from '../users/record.ts';

/** Adds an access system to a workspace. */
export const addAcsSystem = (
  world: World,
  workspace_id: string,
  overrides: Partial<AcsSystemRow> = {},
): AcsSystemRow => {
  const connected_account_id = overrides.connected_account_id ?? ensureConnectedAccount(world, workspace_id);
  return world.state.acsSystems.insert({
    acs_system_id: world.ids.next('acs_system'),
    connected_account_id,
    connected_account_ids: [connected_account_id],
    created_at: world.clock.timestamp(),
    external_type: 'visionline_system',
    external_type_display_name: 'Visionline',
    image_alt_text: 'Access system',
    image_url: 'https://example.com/access-system.png',
    is_credential_manager: false,
    location: { time_zone: 'Etc/UTC' },
    name: 'Access system',
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
  for (const user of state.acsUsers.by('acs_system_id', acs_system_id)) deleteAcsUser(world, user);
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
};
