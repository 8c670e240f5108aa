import type { AcsSystem } from '@org/seam-core';
import type { AcsSystemRow } from '../rows.ts';
import type { World } from '../world.ts';

/** A system as the API shows it, with its numbers of users and groups. */
export const presentAcsSystem =
  ({ state }: World) =>
  (row: AcsSystemRow): AcsSystem => ({
    ...row,
    acs_user_count: state.acsUsers.countBy('acs_system_id', row.acs_system_id),
    acs_access_group_count: state.acsAccessGroups.countBy('acs_system_id', row.acs_system_id),
  });
