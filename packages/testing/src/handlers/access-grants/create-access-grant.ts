import type { AccessGrant, AccessGrantsCreateParams } from '@org/seam-core';
import { writeEvent } from '../../events/write-event.ts';
import { addAccessGrant } from '../../fixtures/access-grants.ts';
import { requestMethods } from '../../grants/request-methods.ts';
import { presentAccessGrant } from '../../present/access-grant.ts';
import type { UserIdentityRow } from '../../rows.ts';
import type { WorldContext } from '../../world.ts';
import { checkPeriod } from '../acs/check-period.ts';
import { createUserIdentity } from '../user-identities/create-user-identity.ts';
import { checkRequestedMethods } from './check-requested-methods.ts';
import { checkUniqueKey } from './check-unique-key.ts';
import { readMoment } from './read-moment.ts';
import { requirePlaces } from './require-places.ts';

const personOf = (params: AccessGrantsCreateParams, context: WorldContext): UserIdentityRow =>
  params.user_identity_id === undefined
    ? createUserIdentity(params.user_identity, context)
    : context.world.state.userIdentities.require(params.user_identity_id, context.workspace_id);

const defined = <TValue>(name: string, value: TValue | undefined) =>
  value === undefined ? {} : { [name]: value };

/** Gives a person, who may be new, access to places for some time, with the access methods asked for. */
export const createAccessGrant = (params: AccessGrantsCreateParams, context: WorldContext): AccessGrant => {
  const { world, workspace_id } = context;
  const { access_grant_key, reservation_key, customization_profile_id, requested_access_methods } = params;
  const starts_at = readMoment(params.starts_at ?? world.clock.timestamp(), 'starts_at');
  const ends_at = params.ends_at ? readMoment(params.ends_at, 'ends_at') : null;
  checkPeriod(world, { starts_at, ends_at });
  checkRequestedMethods(requested_access_methods);
  checkUniqueKey(access_grant_key, context);
  const places = requirePlaces(params, context);
  const { user_identity_id, full_name } = personOf(params, context);
  const grant = addAccessGrant(world, workspace_id, {
    ...places,
    user_identity_id,
    starts_at,
    ends_at,
    name: params.name ?? null,
    display_name: params.name ?? `Access grant for ${full_name ?? 'a user identity'}`,
    ...defined('access_grant_key', access_grant_key),
    ...defined('reservation_key', reservation_key),
    ...defined('customization_profile_id', customization_profile_id),
  });
  writeEvent(world, 'access_grant.created', { workspace_id, access_grant_id: grant.access_grant_id });
  requestMethods(world, grant, requested_access_methods);
  return presentAccessGrant(world)(world.state.accessGrants.require(grant.access_grant_id, workspace_id));
};
