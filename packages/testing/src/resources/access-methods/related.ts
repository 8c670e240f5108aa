import type { AccessMethodsBatch, AccessMethodsGetRelatedParams, InstantKey } from '@org/seam-core';
import type { AccessMethodRow } from '../../fake/rows.ts';
import type { World, WorldContext } from '../../fake/world.ts';
import { devicesOfMethod, entrancesOfMethod, grantsOfMethod } from '../access-grants/reach.ts';
import { batchOf } from '../shared/batch.ts';
import { relatedToPlaces } from '../shared/related-to-places.ts';
import { findAccessMethod } from './find.ts';

const keysOf = ({ state }: World, methods: readonly AccessMethodRow[]): InstantKey[] =>
  methods.flatMap(({ instant_key_url }) =>
    instant_key_url === undefined ? [] : state.instantKeys.by('instant_key_url', instant_key_url),
  );

/** What belongs to access methods: what they are made of, where they work, and the access grants they are for. */
export const relatedToMethods = (
  params: AccessMethodsGetRelatedParams,
  context: WorldContext,
): AccessMethodsBatch => {
  const { world } = context;
  const { state } = world;
  const methods = params.access_method_ids.map((id) => findAccessMethod(id, context));
  const ids = methods.map(({ access_method_id }) => access_method_id);
  const grants = ids.flatMap((id) => grantsOfMethod(world, id)).filter((grant) => grant.is_managed);
  const keys = keysOf(world, methods);
  const { devices, acs_entrances } = relatedToPlaces(world, {
    devices: ids.flatMap((id) => devicesOfMethod(world, id)),
    entrances: ids.flatMap((id) => entrancesOfMethod(world, id)),
  });
  return batchOf(world, params, {
    devices,
    acs_entrances,
    spaces: () => grants.flatMap((grant) => state.grantSpaces.rightsOf(grant.access_grant_id)),
    access_grants: () => grants.map((grant) => grant.access_grant_id),
    access_methods: () => ids,
    acs_credentials: () => ids.flatMap((id) => state.methodCredentials.rightsOf(id)),
    instant_keys: () => keys.map((key) => key.instant_key_id),
    client_sessions: () => keys.map((key) => key.client_session_id),
  });
};
