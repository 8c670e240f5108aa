import type { accessGrants as contract, Handlers } from '@org/seam-core';
import type { WorldContext } from '../../fake/world.ts';
import { checkPeriod } from '../acs/credentials/create.ts';
import { checkRequestedMethods, createAccessGrant, readMoment } from './create.ts';
import { deleteAccessGrant } from './deletion.ts';
import { findAccessGrant } from './find.ts';
import { listAccessGrants } from './list.ts';
import { presentAccessGrant } from './record.ts';
import { relatedToGrants } from './related.ts';
import { requestMethods } from './request-methods.ts';
import { changeGrantTimes } from './times.ts';
import { accessGrantsUnmanaged } from './unmanaged.ts';

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
