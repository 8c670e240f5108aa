import type { accessGrants as contract, Handlers } from '@org/seam-core';
import { deleteAccessGrant } from '../deletions/access-grant.ts';
import { changeGrantTimes } from '../grants/change-grant-times.ts';
import { requestMethods } from '../grants/request-methods.ts';
import { presentAccessGrant } from '../present/access-grant.ts';
import type { WorldContext } from '../world.ts';
import { checkRequestedMethods } from './access-grants/check-requested-methods.ts';
import { createAccessGrant } from './access-grants/create-access-grant.ts';
import { findAccessGrant } from './access-grants/find-access-grant.ts';
import { listAccessGrants } from './access-grants/list-access-grants.ts';
import { readMoment } from './access-grants/read-moment.ts';
import { relatedToGrants } from './access-grants/related-to-grants.ts';
import { accessGrantsUnmanaged } from './access-grants/unmanaged.ts';
import { checkPeriod } from './acs/check-period.ts';

export const accessGrants: Handlers<typeof contract, WorldContext> = {
  create: createAccessGrant,

  delete: (params, context) => deleteAccessGrant(context.world, findAccessGrant(params, context)),

  get: (params, context) => presentAccessGrant(context.world)(findAccessGrant(params, context)),

  getRelated: relatedToGrants,

  list: listAccessGrants,

  requestAccessMethods: ({ access_grant_id, requested_access_methods }, context) => {
    const { world } = context;
    const grant = findAccessGrant({ access_grant_id }, context);
    checkRequestedMethods(requested_access_methods);
    requestMethods(world, grant, requested_access_methods);
    return presentAccessGrant(world)(findAccessGrant({ access_grant_id }, context));
  },

  update: (params, context) => {
    const { world } = context;
    const grant = findAccessGrant(params, context);
    const { name, starts_at, ends_at } = params;
    const period = {
      starts_at: starts_at === undefined ? grant.starts_at : readMoment(starts_at, 'starts_at'),
      ends_at: ends_at === undefined ? grant.ends_at : ends_at && readMoment(ends_at, 'ends_at'),
    };
    // Renaming a grant that is over is no change of its time.
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
