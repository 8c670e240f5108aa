import type { AcsSystem } from '@org/seam-core';
import type { AcsSystemRow } from '../../../fake/rows.ts';
import type { World } from '../../../fake/world.ts';
import { someConnectedAccount } from '../../connected-accounts/record.ts';

/** Adds an access system to a workspace. */
export const addAcsSystem = (
  world: World,
  workspace_id: string,
  overrides: Partial<AcsSystemRow> = {},
): AcsSystemRow => {
  const connected_account_id = overrides.connected_account_id ?? someConnectedAccount(world, workspace_id);
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

/** A system as the API shows it, with its numbers of users and groups. */
export const presentAcsSystem =
  ({ state }: World) =>
  (row: AcsSystemRow): AcsSystem => ({
    ...row,
    acs_user_count: state.acsUsers.countBy('acs_system_id', row.acs_system_id),
    acs_access_group_count: state.acsAccessGroups.countBy('acs_system_id', row.acs_system_id),
  });
