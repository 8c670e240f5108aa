import type { AccessGrantsCreateParams } from '@org/seam-core';
import { apiError } from '@org/seam-core/server';
import type { WorldContext } from '../../world.ts';
import { findSpace } from '../spaces/find-space.ts';

/** What an access grant is for. */
interface Places {
  readonly device_ids: string[];
  readonly acs_entrance_ids: string[];
  readonly space_ids: string[];
}

/** What a new access grant shall be for, also where it is said in the older way. @throws SeamNotFoundError */
export const requirePlaces = (params: AccessGrantsCreateParams, context: WorldContext): Places => {
  const { world, workspace_id } = context;
  const { location, space_keys = [] } = params;
  const device_ids = [...(params.device_ids ?? []), ...(location?.device_ids ?? [])];
  const acs_entrance_ids = [...(params.acs_entrance_ids ?? []), ...(location?.acs_entrance_ids ?? [])];
  const space_ids = [...(params.space_ids ?? []), ...(params.location_ids ?? [])];
  for (const id of device_ids)
    if (!world.state.devices.require(id, workspace_id).is_managed)
      throw apiError('device_unmanaged', { data: { device_id: id } });
  for (const id of acs_entrance_ids) world.state.acsEntrances.require(id, workspace_id);
  for (const id of space_ids) world.state.spaces.require(id, workspace_id);
  const named = space_keys.map((space_key) => findSpace({ space_key }, context).space_id);
  return { device_ids, acs_entrance_ids, space_ids: [...space_ids, ...named] };
};
