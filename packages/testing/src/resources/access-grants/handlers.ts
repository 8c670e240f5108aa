import type {
  AccessGrant,
  accessGrants as contract,
  AccessGrantsBatch,
  AccessGrantsGetRelatedParams,
  AccessGrantsListParams,
  Handlers,
} from '@org/seam-core';
import { apiError } from '@org/seam-server';
import { acsUsersOf } from '../../access/reach.ts';
import { page } from '../../fake/page.ts';
import type { AccessGrantRow } from '../../fake/rows.ts';
import { isAmong, isWanted } from '../../fake/search.ts';
import type { World, WorldContext } from '../../fake/world.ts';
import { batchOf, relatedPlaces } from '../shared/batch.ts';
import { checkPeriod, readMoment } from '../shared/checks.ts';
import { createAccessGrant } from './create.ts';
import { presentAccessGrant, requestGrantDeletion } from './record.ts';
import { checkRequestedMethods, requestMethods } from './request-methods.ts';
import { deviceIdsOfGrant, entranceIdsOfGrant, findAccessGrant, matchesEntranceFilter } from './rules.ts';
import { isBeingDeleted } from '../access-methods/finish-deletion.ts';
import { changeGrantTimes } from './times.ts';
import { accessGrantsUnmanaged } from './unmanaged.ts';

const hasAccessCode = (
  { state }: World,
  access_code_id: string,
  { access_grant_id }: AccessGrantRow,
): boolean =>
  state.grantMethods.has(access_grant_id, state.accessCodes.get(access_code_id)?.access_method_id ?? '');

/** Lists the managed access grants, one page at a time. `access_grant_key: null` finds those without a key. */
const listAccessGrants = (params: AccessGrantsListParams, context: WorldContext): AccessGrant[] => {
  const { world } = context;
  const { state } = world;
  const { access_code_id, access_grant_key: key, device_id, user_identity_id } = params;
  const spaces = [params.space_id, params.location_id].filter((id) => id !== undefined);
  return page(state.accessGrants, context, {
    params,
    among:
      user_identity_id === undefined
        ? undefined
        : state.accessGrants.by('user_identity_id', user_identity_id),
    present: presentAccessGrant(world),
    where: (row) =>
      row.is_managed &&
      isAmong(params.access_grant_ids, row.access_grant_id) &&
      isWanted(key, row.access_grant_key ?? null) &&
      isWanted(params.customer_key, row.customer_key) &&
      isWanted(params.reservation_key, row.reservation_key) &&
      spaces.every((id) => state.grantSpaces.has(row.access_grant_id, id)) &&
      (device_id === undefined || deviceIdsOfGrant(world, row).includes(device_id)) &&
      (access_code_id === undefined || hasAccessCode(world, access_code_id, row)) &&
      matchesEntranceFilter(world, params, row),
  });
};

const grantsOf = (params: AccessGrantsGetRelatedParams, context: WorldContext): AccessGrantRow[] => {
  const { access_grant_ids = [], access_grant_keys = [] } = params;
  if (params.access_grant_ids === undefined && params.access_grant_keys === undefined)
    throw apiError('invalid_input', { message: 'Pass access_grant_ids, access_grant_keys, or both.' });
  return [
    ...access_grant_ids.map((access_grant_id) => findAccessGrant({ access_grant_id }, context)),
    ...access_grant_keys.map((access_grant_key) => findAccessGrant({ access_grant_key }, context)),
  ];
};

/** The resources related to access grants: user identities, spaces, devices, entrances and access methods. */
const relatedToGrants = (params: AccessGrantsGetRelatedParams, context: WorldContext): AccessGrantsBatch => {
  const { world } = context;
  const { state } = world;
  const grants = grantsOf(params, context);
  const users = grants.flatMap((grant) => acsUsersOf(world, grant.user_identity_id));
  const places = relatedPlaces(world, {
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

/** Finds an access grant that is not being deleted. @throws SeamApiError 404, or 409 when it is being deleted */
const findChangeableGrant: typeof findAccessGrant = (reference, context) => {
  const grant = findAccessGrant(reference, context);
  const { access_grant_id } = grant;
  if (isBeingDeleted(grant))
    throw apiError('conflict', { message: 'The access grant is being deleted.', data: { access_grant_id } });
  return grant;
};

export const accessGrants: Handlers<typeof contract, WorldContext> = {
  create: createAccessGrant,

  delete: (params, context) => requestGrantDeletion(context.world, findAccessGrant(params, context)),

  get: (params, context) => presentAccessGrant(context.world)(findAccessGrant(params, context)),

  getRelated: relatedToGrants,

  list: listAccessGrants,

  requestAccessMethods: ({ access_grant_id, requested_access_methods }, context) => {
    const { world } = context;
    const grant = findChangeableGrant({ access_grant_id }, context);
    checkRequestedMethods(requested_access_methods);
    requestMethods(world, grant, requested_access_methods);
    return presentAccessGrant(world)(findAccessGrant({ access_grant_id }, context));
  },

  update: (params, context) => {
    const { world } = context;
    const grant = findChangeableGrant(params, context);
    const { name, starts_at, ends_at } = params;
    const period = {
      starts_at: starts_at === undefined ? grant.starts_at : readMoment(starts_at, 'starts_at'),
      ends_at: ends_at === undefined ? grant.ends_at : ends_at && readMoment(ends_at, 'ends_at'),
    };
    // A past access grant can still be renamed, so its period is only checked when it changes.
    if (starts_at !== undefined || ends_at !== undefined) checkPeriod(world, period);
    if (name !== undefined)
      world.state.accessGrants.patch(grant.access_grant_id, {
        name,
        display_name: name ?? 'Access grant',
      });
    changeGrantTimes(world, grant, period);
  },

  unmanaged: accessGrantsUnmanaged,
};
