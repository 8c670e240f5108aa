import { apiError, type ErrorType } from '@org/seam-server';
import type { World, WorldContext } from '../../fake/world.ts';

/**
 * For the removal of something that is not there: nothing happens, unless `assumptions.repeated_removal` wants a 404.
 * @throws SeamNotFoundError of the type
 */
export const refuseRepeat = ({ assumptions }: World, type: ErrorType, message: string): void => {
  if (assumptions.repeated_removal === 'not_found') throw apiError(type, { message });
};

/** @throws SeamInvalidInputError when the caller's workspace is no sandbox */
export const requireSandbox = ({ world, workspace_id }: WorldContext): void => {
  if (world.state.workspaces.get(workspace_id)?.is_sandbox !== true) throw apiError('workspace_not_sandbox');
};
