import { apiError } from '@org/seam-server';
import type { AccessMethodRow } from '../../fake/rows.ts';
import type { WorldContext } from '../../fake/world.ts';

/** The access method, if it is managed or unmanaged as wanted. @throws SeamNotFoundError */
export const findAccessMethod = (
  access_method_id: string,
  { world, workspace_id }: WorldContext,
  is_managed = true,
): AccessMethodRow => {
  const method = world.state.accessMethods.require(access_method_id, workspace_id);
  if (method.is_managed !== is_managed)
    throw apiError('access_method_not_found', { data: { access_method_id } });
  return method;
};
