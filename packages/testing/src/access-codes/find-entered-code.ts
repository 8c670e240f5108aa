import { isCurrent } from '../is-current.ts';
import type { AccessCodeRow } from '../rows.ts';
import type { World } from '../world.ts';
import { isOnDevice } from './is-on-device.ts';

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
