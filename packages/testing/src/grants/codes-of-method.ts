import { isBeingDeleted } from '../access-codes/is-being-deleted.ts';
import type { AccessCodeRow } from '../rows.ts';
import type { World } from '../world.ts';

/** The access codes an access method is made of, one per device, without those that are being deleted. */
export const codesOfMethod = ({ state }: World, access_method_id: string): AccessCodeRow[] =>
  state.accessCodes.by('access_method_id', access_method_id).filter((row) => !isBeingDeleted(row));
