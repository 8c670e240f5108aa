import type { AccessGrantsBatch, AccessGrantsGetRelatedParams } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import { acsUsersOf } from '../../access/reach.ts';
import type { AccessGrantRow } from '../../fake/rows.ts';
import type { WorldContext } from '../../fake/world.ts';
import { batchOf } from '../shared/batch.ts';
import { relatedToPlaces } from '../shared/related-to-places.ts';
import { findAccessGrant } from './find.ts';
import { deviceIdsOfGrant, entranceIdsOfGrant } from './reach.ts';

const grantsOf = (params: AccessGrantsGetRelatedParams, context: WorldContext): AccessGrantRow[] => {
  const { access_grant_ids = [], access_grant_keys = [] } = params;
  if (params.access_grant_ids === undefined && params.access_grant_keys === undefined)
    throw apiError('invalid_input', { message: 'Pass access_grant_ids, access_grant_keys, or both.' });
  return [
    ...access_grant_ids.map((access_grant_id) => findAccessGrant({ access_grant_id }, context)),
    ...access_grant_keys.map((access_grant_key) => findAccessGrant({ access_grant_key }, context)),
  ];
};

/** What belongs to access grants: their person, places and access methods, and what these in turn are part of. */
export const relatedToGrants = (
  params: AccessGrantsGetRelatedParams,
  context: WorldContext,
): AccessGrantsBatch => {
  const { world } = context;
  const { state } = world;
  const grants = grantsOf(params, context);
  const users = grants.flatMap((grant) => acsUsersOf(world, grant.user_identity_id));
  const places = relatedToPlaces(world, {
    devices: grants.flatMap((grant) => deviceIdsOfGrant(world, grant)),
    entrances: grants.flatMap((grant) => entranceIdsOfGrant(world, grant)),
  });
  return batchOf(world, params, {
    ...places,
    spaces: () => grants.flatMap((grant) => state.grantSpaces.rightsOf(grant.access_grant_id)),
    user_identities: () => grants.map((grant) => grant.user_identity_id),
    acs_access_groups: () => users.flatMap((user) => state.groupMembers.rightsOf(user.acs_user_id)),
    access_methods: () => grants.flatMap((grant) => state.grantMethods.rightsOf(grant.access_grant_id)),
  });
};
