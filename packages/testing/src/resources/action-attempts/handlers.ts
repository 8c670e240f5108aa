import type { actionAttempts as contract, Handlers } from '@org/seam-core';
import { page } from '../../fake/page.ts';
import { inOrder, isAmong, isWanted } from '../../fake/search.ts';
import type { WorldContext } from '../../fake/world.ts';
import { presentActionAttempt } from './start.ts';

export const actionAttempts: Handlers<typeof contract, WorldContext> = {
  get: ({ action_attempt_id }, { world, workspace_id }) =>
    presentActionAttempt(world.state.actionAttempts.require(action_attempt_id, workspace_id)),

  list: (params, context) => {
    const { actionAttempts: attempts } = context.world.state;
    const { action_attempt_ids: ids, device_id } = params;
    const ofDevice = device_id === undefined ? undefined : attempts.by('device_id', device_id);
    return page(attempts, context, {
      params,
      among: ids
        ? inOrder(
            attempts,
            ids.map((id) => attempts.get(id)),
          )
        : ofDevice,
      present: presentActionAttempt,
      where: (row) =>
        isAmong(ids, row.action_attempt_id) && isWanted<string | undefined>(device_id, row.device_id),
    });
  },
};
