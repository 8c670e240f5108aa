import type { AcsUserRow } from '../rows.ts';
import type { World } from '../world.ts';
import type { AcsChangeRow } from './acs-change-row.ts';
import { changeAcs } from './change-acs.ts';

type UserChange = Pick<AcsChangeRow, 'change' | 'acs_access_group_id' | 'acs_credential_id'>;

/** Has an access system change something about one of its users. */
export const changeAcsUser = (
  world: World,
  { acs_user_id, acs_system_id, workspace_id }: AcsUserRow,
  change: UserChange,
): void => changeAcs(world, { acs_user_id, acs_system_id, workspace_id, ...change });
