import { writeEvent } from '../../events/write-event.ts';
import type { AccessCodeMutation, MutationRequest } from '../../fake/job-args.ts';
import type { AccessCodeRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { deleteAccessCode } from './deletion.ts';
import { aboutAccessCode, isBeingDeleted, isOnDevice } from './record.ts';

/**
 * Asks the device of an access code for a change, which takes `assumptions.access_code_sync_ms` on the fake's clock.
 * Meanwhile it is pending, and takes the place of a pending change of its kind; with 0 it is done, or has failed, when
 * this returns.
 */
export const requestMutation = (world: World, row: AccessCodeRow, request: MutationRequest): void => {
  const { access_code_id } = row;
  const { mutation_code } = request;
  const created_at = world.clock.timestamp();
  const mutation = { ...request, created_at, message: 'The device has not made this change yet.' };
  world.state.accessCodes.patch(access_code_id, {
    status: mutation_code === 'deleting' ? 'removing' : 'setting',
    pending_mutations: [
      ...row.pending_mutations.filter(
        (other) => other.mutation_code !== mutation_code && other.mutation_code !== 'deferring_creation',
      ),
      mutation,
    ],
  });
  if (row.is_managed)
    writeEvent(world, 'access_code.mutations_requested', {
      ...aboutAccessCode(world, row),
      requested_mutations: [request],
    });
  world.after(world.assumptions.access_code_sync_ms, {
    name: 'finish_access_code_mutation',
    args: { access_code_id, mutation_code, created_at },
  });
};

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

/** Goes on with what a device could not be told about its access codes while it could not be reached. */
export const resumeAccessCodes = (world: World, device_id: string): void => {
  const { state, assumptions } = world;
  for (const { access_code_id, pending_mutations } of state.accessCodes.by('device_id', device_id))
    for (const { mutation_code, created_at } of pending_mutations.filter(
      (pending): pending is AccessCodeMutation => pending.mutation_code !== 'deferring_creation',
    ))
      world.after(assumptions.access_code_sync_ms, {
        name: 'finish_access_code_mutation',
        args: { access_code_id, mutation_code, created_at },
      });
};
