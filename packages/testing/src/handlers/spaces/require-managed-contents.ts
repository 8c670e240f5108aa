import { apiError } from '@org/seam-core/server';
import type { WorldContext } from '../../world.ts';
import { requireContents, type Contents } from './require-contents.ts';

/** @throws SeamApiError when something that shall be in a space does not exist, or is an unmanaged device */
export const requireManagedContents = (contents: Contents, context: WorldContext): void => {
  requireContents(contents, context);
  for (const device_id of contents.device_ids ?? [])
    if (!context.world.state.devices.require(device_id, context.workspace_id).is_managed)
      throw apiError('device_unmanaged', { data: { device_id } });
};
