import type { AccessCodeRow } from '../../rows.ts';
import type { WorldContext } from '../../world.ts';

/** The managed access codes of the caller's workspace that share their digits by a key. */
export const linkedAccessCodes = (
  { world, workspace_id }: WorldContext,
  common_code_key: string,
): AccessCodeRow[] =>
  world.state.accessCodes
    .by('common_code_key', common_code_key)
    .filter((row) => row.workspace_id === workspace_id && row.is_managed);
