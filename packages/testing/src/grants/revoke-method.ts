import { writeEvent } from '../events/write-event.ts';
import type { AccessMethodRow } from '../rows.ts';
import type { World } from '../world.ts';
import { aboutMethod } from './about-method.ts';

/** Ends that an access method is issued, if it is. It can be issued again. */
export const revokeMethod = (world: World, method: AccessMethodRow): void => {
  if (!method.is_issued) return;
  world.state.accessMethods.patch(method.access_method_id, { is_issued: false, issued_at: null });
  writeEvent(world, 'access_method.revoked', aboutMethod(world, method));
};
