import type { SpacesBatch, SpacesGetRelatedParams } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import type { SpaceRow } from '../../fake/rows.ts';
import type { WorldContext } from '../../fake/world.ts';
import { methodsOfGrant } from '../access-grants/reach.ts';
import { batchOf } from '../shared/batch.ts';
import { relatedToPlaces } from '../shared/related-to-places.ts';
import { findSpace } from './find.ts';

const spacesOf = (params: SpacesGetRelatedParams, context: WorldContext): SpaceRow[] => {
  const { space_ids, space_keys } = params;
  if (space_ids === undefined && space_keys === undefined)
    throw apiError('invalid_input', { message: 'Pass space_ids, space_keys, or both.' });
  return [
    ...(space_ids ?? []).map((space_id) => findSpace({ space_id }, context)),
    ...(space_keys ?? []).map((space_key) => findSpace({ space_key }, context)),
  ];
};

/** What belongs to spaces: what is in them, what that is part of, and the access methods for them. */
export const relatedToSpaces = (params: SpacesGetRelatedParams, context: WorldContext): SpacesBatch => {
  const { world } = context;
  const { state } = world;
  const ids = spacesOf(params, context).map(({ space_id }) => space_id);
  const places = relatedToPlaces(world, {
    devices: ids.flatMap((id) => state.spaceDevices.rightsOf(id)),
    entrances: ids.flatMap((id) => state.spaceEntrances.rightsOf(id)),
  });
  const methods = ids
    .flatMap((id) => state.grantSpaces.leftsOf(id))
    .flatMap((grant) => methodsOfGrant(world, grant))
    .filter((method) => method.is_managed);
  return batchOf(world, params, {
    ...places,
    spaces: () => ids,
    connected_accounts: () => [
      ...ids.flatMap((id) => state.spaceAccounts.rightsOf(id)),
      ...places.connected_accounts(),
    ],
    access_methods: () => methods.map((method) => method.access_method_id),
  });
};
