import type { AccessMethodRow } from '../rows.ts';
import type { World } from '../world.ts';

/** The access methods of an access grant. */
export const methodsOfGrant = ({ state }: World, access_grant_id: string): AccessMethodRow[] =>
  state.grantMethods.rightsOf(access_grant_id).flatMap((id) => state.accessMethods.get(id) ?? []);
