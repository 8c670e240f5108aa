import { applyChange, type AccessCodeChange } from '../../access-codes/apply-change.ts';
import { isOnDevice } from '../../access-codes/is-on-device.ts';
import { requestMutation } from '../../access-codes/request-mutation.ts';
import type { AccessCodeRow } from '../../rows.ts';
import type { World } from '../../world.ts';

const isSame = ({ from, to }: AccessCodeChange): boolean => JSON.stringify(from) === JSON.stringify(to);

/** Whether a device has the access code, or is about to: it has to be told of a change. */
const isDeviceConcerned = (row: AccessCodeRow): boolean =>
  isOnDevice(row) || row.pending_mutations.some(({ mutation_code }) => mutation_code === 'creating');

/** Changes an access code: where no device is concerned at once, otherwise when the device has done so. */
export const changeAccessCode = (world: World, access_code_id: string, change: AccessCodeChange): void => {
  const row = world.state.accessCodes.get(access_code_id);
  if (!row || isSame(change)) return;
  if (isDeviceConcerned(row)) requestMutation(world, row, change);
  else applyChange(world, row, change);
};
