import { writeEvent } from '../events/write-event.ts';
import type { AccessMethodRow } from '../rows.ts';
import type { World } from '../world.ts';
import { aboutMethod } from './about-method.ts';

/** Lets an access method show that it could not be issued. */
export const failToIssue = (world: World, method: AccessMethodRow, message: string): void => {
  world.state.accessMethods.patch(method.access_method_id, {
    errors: [{ error_code: 'failed_to_issue', message, created_at: world.clock.timestamp() }],
  });
  writeEvent(world, 'access_method.failed_to_issue', aboutMethod(world, method));
};
