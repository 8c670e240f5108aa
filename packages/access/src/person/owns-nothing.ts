import type { Seam } from '@org/seam-core';
import { ifFound } from '../changes/changes.ts';

/**
 * Whether a user identity that Seam does not find has nothing any more. One response is not enough to call it deleted: what
 * belongs to it must be gone as well.
 */
export const ownsNothing = async (
  { userIdentities }: Seam,
  user_identity_id: string,
  signal: AbortSignal | undefined,
): Promise<boolean> => {
  const lists = [
    userIdentities.listAccessibleDevices,
    userIdentities.listAccessibleEntrances,
    userIdentities.listAcsUsers,
  ] as const;
  for (const list of lists) {
    const found = await list({ user_identity_id }, { signal }).catch(ifFound);
    if (found !== undefined && found.length > 0) return false;
  }
  return true;
};
