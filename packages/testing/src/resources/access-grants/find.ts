import { apiError } from '@org/seam-server';
import type { AccessGrantRow } from '../../fake/rows.ts';
import type { WorldContext } from '../../fake/world.ts';

/** The access grant of the workspace that has a key, managed or not. */
export const grantOfKey = (
  access_grant_key: string,
  { world, workspace_id }: WorldContext,
): AccessGrantRow | undefined =>
  world.state.accessGrants
    .by('access_grant_key', access_grant_key)
    .find((row) => row.workspace_id === workspace_id);

/** The managed access grant named by its id or by its key. @throws SeamNotFoundError */
export const findAccessGrant = (
  reference: {
    readonly access_grant_id?: string | undefined;
    readonly access_grant_key?: string | undefined;
  },
  context: WorldContext,
): AccessGrantRow => {
  const { access_grant_id, access_grant_key } = reference;
  const grant =
    access_grant_id === undefined
      ? grantOfKey(access_grant_key ?? '', context)
      : context.world.state.accessGrants.require(access_grant_id, context.workspace_id);
  if (!grant?.is_managed)
    throw apiError('access_grant_not_found', { data: { access_grant_id, access_grant_key } });
  return grant;
};

/** @throws SeamApiError with 409 when another access grant of the workspace has the key */
export const checkUniqueKey = (
  access_grant_key: string | undefined,
  context: WorldContext,
  self?: string,
): void => {
  const other = access_grant_key === undefined ? undefined : grantOfKey(access_grant_key, context);
  if (other && other.access_grant_id !== self) throw apiError('access_grant_key_conflict');
};
