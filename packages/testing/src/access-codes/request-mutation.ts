import { writeEvent } from '../events/write-event.ts';
import type { AccessCodeRow } from '../rows.ts';
import type { World } from '../world.ts';
import { aboutAccessCode } from './about-access-code.ts';
import type { MutationRequest } from './mutation.ts';

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
