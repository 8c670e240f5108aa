import type { AccessMethodRow } from '../rows.ts';
import type { World } from '../world.ts';
import { grantsOfMethod } from './grants-of-method.ts';

/** What every event about an access method says of it. */
export const aboutMethod = (world: World, { access_method_id, workspace_id }: AccessMethodRow) => {
  const grants = grantsOfMethod(world, access_method_id);
  const access_grant_keys = grants.flatMap(({ access_grant_key }) => access_grant_key ?? []);
  return {
    workspace_id,
    access_method_id,
    access_grant_ids: grants.map(({ access_grant_id }) => access_grant_id),
    ...(access_grant_keys.length > 0 ? { access_grant_keys } : {}),
  };
};
