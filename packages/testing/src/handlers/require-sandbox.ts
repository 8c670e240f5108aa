import { apiError } from '@org/seam-core/server';
import type { WorldContext } from '../world.ts';

/** @throws SeamInvalidInputError when the caller's workspace is no sandbox */
export const requireSandbox = ({ world, workspace_id }: WorldContext): void => {
  if (world.state.workspaces.get(workspace_id)?.is_sandbox !== true) throw apiError('workspace_not_sandbox');
};
