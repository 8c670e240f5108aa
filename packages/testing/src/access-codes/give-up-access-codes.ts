import type { World } from '../world.ts';
import { isOnDevice } from './is-on-device.ts';

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
