import { apiError } from '@org/seam-core/server';
import type { WorldContext } from '../../world.ts';
import { grantOfKey } from './find-access-grant.ts';

/** @throws SeamApiError with 409 when another access grant of the workspace has the key */
export const checkUniqueKey = (
  access_grant_key: string | undefined,
  context: WorldContext,
  self?: string,
): void => {
  const other = access_grant_key === undefined ? undefined : grantOfKey(access_grant_key, context);
  if (other && other.access_grant_id !== self) throw apiError('access_grant_key_conflict');
};
