import { writeEvent } from '../events/write-event.ts';
import type { PhoneRow } from '../rows.ts';
import type { World } from '../world.ts';

/** Deletes a phone. */
export const deletePhone = (world: World, { device_id, workspace_id }: PhoneRow): void => {
  world.state.phones.delete(device_id);
  writeEvent(world, 'phone.deactivated', { workspace_id, device_id });
};
