import { deleteAccessCode } from '../deletions/access-code.ts';
import { writeEvent } from '../events/write-event.ts';
import type { AccessCodeRow } from '../rows.ts';
import type { World } from '../world.ts';
import { aboutAccessCode } from './about-access-code.ts';
import { applyChange, type AccessCodeChange } from './apply-change.ts';
import type { AccessCodeMutation, MutationCode } from './mutation.ts';
import { placeAccessCode } from './place-access-code.ts';
import { isBeingDeleted } from './is-being-deleted.ts';

/** What a change to an access code does once its device has made it. The row no longer lists it as pending. */
export type MutationEffect<TCode extends MutationCode> = (
  world: World,
  row: AccessCodeRow,
  mutation: Extract<AccessCodeMutation, { mutation_code: TCode }>,
) => void;

const change = (world: World, row: AccessCodeRow, mutation: AccessCodeChange): void => {
  const { accessCodes } = world.state;
  if (row.status === 'setting' && row.pending_mutations.length === 0)
    accessCodes.patch(row.access_code_id, { status: 'set' });
  applyChange(world, accessCodes.require(row.access_code_id, row.workspace_id), mutation);
};

/** The effects of all kinds of changes. */
export const mutationEffects: { readonly [K in MutationCode]: MutationEffect<K> } = {
  creating: (world, row) => {
    const { access_code_id, code, pending_mutations } = row;
    world.state.accessCodes.patch(access_code_id, {
      status: pending_mutations.length > 0 ? 'setting' : 'set',
    });
    writeEvent(world, 'access_code.set_on_device', { ...aboutAccessCode(world, row), code: code ?? '' });
  },

  updating_code: change,
  updating_name: change,
  updating_time_frame: change,

  deleting: (world, row) => {
    const { access_code_id, is_managed } = row;
    const event_type = is_managed ? 'access_code.removed_from_device' : 'access_code.unmanaged.removed';
    writeEvent(world, event_type, aboutAccessCode(world, row));
    if (!is_managed) world.state.accessCodes.delete(access_code_id);
    else if (isBeingDeleted(row)) deleteAccessCode(world, row);
    else {
      world.state.accessCodes.patch(access_code_id, { status: 'unset' });
      placeAccessCode(world, { access_code_id });
    }
  },
};
