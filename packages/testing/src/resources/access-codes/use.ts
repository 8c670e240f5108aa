import { isCurrent } from '../../fake/periods.ts';
import type { AccessCodeRow, DeviceRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { unlockDevice } from '../locks/rules.ts';
import { isOnDevice } from './record.ts';
import { requestDeletion } from './request-mutation.ts';

interface Entry {
  readonly device_id: string;
  readonly code: string;
}

interface EnteredCode {
  readonly row: AccessCodeRow | undefined;
  /** Whether it opens the lock now. */
  readonly isActive: boolean;
}

/** The access code that somebody enters at a lock: of several with the same digits, the one that is active. */
export const findEnteredCode = (world: World, { device_id, code }: Entry): EnteredCode => {
  const rows = world.state.accessCodes.by('device_id', device_id).filter((row) => row.code === code);
  const active = rows.find((row) => isOnDevice(row) && isCurrent(world, row));
  return { row: active ?? rows[0], isActive: active !== undefined };
};

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
