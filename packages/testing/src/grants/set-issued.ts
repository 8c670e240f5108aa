import { writeEvent } from '../events/write-event.ts';
import type { AccessMethodRow } from '../rows.ts';
import type { World } from '../world.ts';
import { aboutMethod } from './about-method.ts';

/** Lets an access method show that it has been issued, for the first time or again. */
export const setIssued = (world: World, method: AccessMethodRow): void => {
  const { access_method_id, was_issued, mode, code } = method;
  world.state.accessMethods.patch(access_method_id, {
    is_issued: true,
    issued_at: world.clock.timestamp(),
    was_issued: true,
    errors: [],
    ...(mode === 'card'
      ? {
          is_encoding_required: false,
          is_ready_for_encoding: false,
          is_assignment_required: false,
          is_ready_for_assignment: false,
        }
      : {}),
  });
  writeEvent(world, was_issued ? 'access_method.reissued' : 'access_method.issued', {
    ...aboutMethod(world, method),
    ...(mode === 'code' && code ? { code, is_backup_code: false } : {}),
  });
};
