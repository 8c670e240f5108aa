import { deleteAccessCode } from '../deletions/access-code.ts';
import type { AccessCodeRow } from '../rows.ts';
import type { World } from '../world.ts';
import { isBeingDeleted } from './is-being-deleted.ts';
import { isOnDevice } from './is-on-device.ts';
import { requestMutation } from './request-mutation.ts';

/** Deletes an access code: once its device has removed it, or at once where no device has it. */
export const requestDeletion = (world: World, row: AccessCodeRow): void => {
  if (isBeingDeleted(row)) return;
  if (!isOnDevice(row)) {
    deleteAccessCode(world, row);
    return;
  }
  const deleting = world.state.accessCodes.patch(row.access_code_id, {
    warnings: [
      ...row.warnings,
      {
        warning_code: 'being_deleted',
        message: 'The device is removing the access code.',
        created_at: world.clock.timestamp(),
      },
    ],
  });
  if (deleting) requestMutation(world, deleting, { mutation_code: 'deleting' });
};
