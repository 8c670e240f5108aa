import type { AcsSystem } from '@org/seam-core';
import type { World } from '../world.ts';

/** A system as the API shows it, with its numbers of users and groups. */
export const presentAcsSystem =
  ({ state }: World) =>
  (row: AcsSystem): AcsSystem => {
    const isHere = ({ acs_system_id }: { acs_system_id: string }) => acs_system_id === row.acs_system_id;
    return {
      ...row,
      acs_user_count: state.acsUsers.list(isHere).length,
      acs_access_group_count: state.acsAccessGroups.list(isHere).length,
    };
  };
