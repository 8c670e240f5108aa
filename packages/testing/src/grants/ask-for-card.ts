import { writeEvent } from '../events/write-event.ts';
import type { AccessMethodRow } from '../rows.ts';
import type { World } from '../world.ts';
import { aboutMethod } from './about-method.ts';

/** Lets an access method wait for its card, to be encoded or to be assigned. */
export const askForCard = (world: World, method: AccessMethodRow): void => {
  if (method.is_ready_for_encoding === true) return;
  world.state.accessMethods.patch(method.access_method_id, {
    is_issued: false,
    issued_at: null,
    is_encoding_required: true,
    is_ready_for_encoding: true,
    is_assignment_required: false,
    is_ready_for_assignment: true,
  });
  writeEvent(world, 'access_method.card_encoding_required', aboutMethod(world, method));
};
