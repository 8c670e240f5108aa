import type { AccessGrant, AccessGrantsCreateParams } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import type { UserIdentityRow } from '../../fake/rows.ts';
import type { WorldContext } from '../../fake/world.ts';
import { writeEvent } from '../events/write-event.ts';
import { checkPeriod, readMoment } from '../shared/checks.ts';
import { findSpace } from '../spaces/rules.ts';
import { createUserIdentity } from '../user-identities/record.ts';
import { addAccessGrant, presentAccessGrant } from './record.ts';
import { checkReservation } from './reservations.ts';
import { checkRequestedMethods, requestMethods } from './request-methods.ts';
import { checkUniqueKey } from './rules.ts';

/** The devices, entrances and spaces of an access grant. */
interface Places {
  readonly device_ids: string[];
  readonly acs_entrance_ids: string[];
  readonly space_ids: string[];
}

/**
 * The devices, entrances and spaces of a new access grant, also from the deprecated parameters.
 * @throws SeamApiError when one does not exist, or is an unmanaged device
 */
const requirePlaces = (params: AccessGrantsCreateParams, context: WorldContext): Places => {
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

const ensureUserIdentity = (params: AccessGrantsCreateParams, context: WorldContext): UserIdentityRow =>
  params.user_identity_id === undefined
    ? createUserIdentity(params.user_identity, context)
    : context.world.state.userIdentities.require(params.user_identity_id, context.workspace_id);

const optionalField = <TValue>(name: string, value: TValue | undefined) =>
  value === undefined ? {} : { [name]: value };

/** Creates an access grant with its requested access methods, for an existing or a new user identity. */
export const createAccessGrant = (params: AccessGrantsCreateParams, context: WorldContext): AccessGrant => {
  const { world, workspace_id } = context;
  const { access_grant_key, reservation_key, customization_profile_id, requested_access_methods } = params;
  const starts_at = readMoment(params.starts_at ?? world.clock.timestamp(), 'starts_at');
  const ends_at = params.ends_at ? readMoment(params.ends_at, 'ends_at') : null;
  checkPeriod(world, { starts_at, ends_at });
  checkRequestedMethods(requested_access_methods);
  checkUniqueKey(access_grant_key, context);
  const places = requirePlaces(params, context);
  checkReservation({ ...places, reservation_key, starts_at, ends_at }, context);
  const { user_identity_id, full_name } = ensureUserIdentity(params, context);
  const grant = addAccessGrant(world, workspace_id, {
    ...places,
    user_identity_id,
    starts_at,
    ends_at,
    name: params.name ?? null,
    display_name: params.name ?? `Access grant for ${full_name ?? 'a user identity'}`,
    ...optionalField('access_grant_key', access_grant_key),
    ...optionalField('reservation_key', reservation_key),
    ...optionalField('customization_profile_id', customization_profile_id),
  });
  writeEvent(world, 'access_grant.created', { workspace_id, access_grant_id: grant.access_grant_id });
  requestMethods(world, grant, requested_access_methods);
  return presentAccessGrant(world)(world.state.accessGrants.require(grant.access_grant_id, workspace_id));
};
