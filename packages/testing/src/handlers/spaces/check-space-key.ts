import { apiError } from '@org/seam-core/server';
import type { WorldContext } from '../../world.ts';
import { spaceOfKey } from './find-space.ts';

/** @throws SeamApiError with 409 when another space of the workspace has the key */
export const checkSpaceKey = (space_key: string | undefined, context: WorldContext, self?: string): void => {
  const other = space_key === undefined ? undefined : spaceOfKey(space_key, context);
  if (other && other.space_id !== self) throw apiError('space_key_conflict');
};
