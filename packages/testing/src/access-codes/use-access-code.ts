import { unlockDevice } from '../devices/turn-lock.ts';
import type { AccessCodeRow, DeviceRow } from '../rows.ts';
import type { World } from '../world.ts';
import { requestDeletion } from './request-deletion.ts';

/** Unlocks a lock with an access code, after which one that is for one use is gone. */
export const useAccessCode = (world: World, device: DeviceRow, row: AccessCodeRow): void => {
  const { access_code_id, is_managed, code } = row;
  unlockDevice(world, device, {
    method: 'keycode',
    access_code_id,
    access_code_is_managed: is_managed,
    ...(code === null ? {} : { code }),
  });
  if (row.is_one_time_use) requestDeletion(world, row);
};
