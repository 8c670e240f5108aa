import { writeEvent } from '../events/write-event.ts';
import type { AccessCodeRow } from '../rows.ts';
import type { World } from '../world.ts';

/** Deletes an access code: its device does not take it any more. */
export const deleteAccessCode = (
  world: World,
  { access_code_id, device_id, code, workspace_id }: AccessCodeRow,
): void => {
  const { state } = world;
  state.accessCodes.delete(access_code_id);
  writeEvent(world, 'access_code.deleted', {
    workspace_id,
    access_code_id,
    code,
    device_id,
    connected_account_id: state.devices.get(device_id)?.connected_account_id ?? '',
  });
};
