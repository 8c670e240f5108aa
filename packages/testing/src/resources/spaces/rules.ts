import { apiError } from '@org/seam-server';
import type { SpaceRow } from '../../fake/rows.ts';
import type { WorldContext } from '../../fake/world.ts';

/** The space of the workspace with this key. */
export const spaceOfKey = (space_key: string, { world, workspace_id }: WorldContext): SpaceRow | undefined =>
  world.state.spaces.by('space_key', space_key).find((row) => row.workspace_id === workspace_id);

/** Finds a space by its id or by its key. @throws SeamApiError when it does not exist, or neither is given */
export const findSpace = (
  reference: { readonly space_id?: string | undefined; readonly space_key?: string | undefined },
  context: WorldContext,
): SpaceRow => {
  const { space_id, space_key } = reference;
  if (space_id !== undefined) return context.world.state.spaces.require(space_id, context.workspace_id);
  if (space_key === undefined) throw apiError('invalid_input', { message: 'Pass space_id or space_key.' });
  const space = spaceOfKey(space_key, context);
  if (!space) throw apiError('space_not_found', { data: { space_key } });
  return space;
};

/** Checks that no other space of the workspace has the key. @throws SeamApiError 409 */
export const checkSpaceKey = (space_key: string | undefined, context: WorldContext, self?: string): void => {
  const other = space_key === undefined ? undefined : spaceOfKey(space_key, context);
  if (other && other.space_id !== self) throw apiError('space_key_conflict');
};
