import type { AccessGrantRow } from '../rows.ts';
import type { World } from '../world.ts';

/** The access grants an access method was made for. */
export const grantsOfMethod = ({ state }: World, access_method_id: string): AccessGrantRow[] =>
  state.grantMethods.leftsOf(access_method_id).flatMap((id) => state.accessGrants.get(id) ?? []);
