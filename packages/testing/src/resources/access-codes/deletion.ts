import { writeEvent } from '../../events/write-event.ts';
import type { AccessCodeRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { isOnDevice } from './record.ts';

/** Lets the access codes of a device be as they are now, without being managed any more. */
export const giveUpAccessCodes = ({ state }: World, device_id: string): void => {
  for (const row of state.accessCodes.by('device_id', device_id))
    state.accessCodes.patch(row.access_code_id, {
      is_managed: false,
      pending_mutations: [],
      status: isOnDevice(row) ? 'set' : 'unset',
      warnings: row.warnings.filter(({ warning_code }) => warning_code !== 'being_deleted'),
    });
};

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
