import type { accessCodes, AccessCodesUnmanagedConvertToManagedParams, Handlers } from '@org/seam-core';
import { apiError } from '@org/seam-core/server';
import { aboutAccessCode } from '../../access-codes/about-access-code.ts';
import { placeAccessCode } from '../../access-codes/place-access-code.ts';
import { requestDeletion } from '../../access-codes/request-deletion.ts';
import { requireControllable } from '../../devices/require-controllable.ts';
import { writeEvent } from '../../events/write-event.ts';
import { matches } from '../../matches.ts';
import { page } from '../../page.ts';
import { presentUnmanagedAccessCode } from '../../present/unmanaged-access-code.ts';
import type { WorldContext } from '../../world.ts';
import { chosenDevices } from '../devices/device-filters.ts';
import { findAccessCode } from './find-access-code.ts';

const unmanaged = { is_managed: false };

const convert = (
  { access_code_id, ...allowed }: AccessCodesUnmanagedConvertToManagedParams,
  context: WorldContext,
): void => {
  const { world } = context;
  const row = findAccessCode({ access_code_id }, context, unmanaged);
  requireControllable(context, row.device_id, 'access_code');
  if (row.cannot_be_managed === true)
    throw apiError('not_supported', {
      message: 'This access code cannot be managed.',
      data: { access_code_id },
    });
  world.state.accessCodes.patch(access_code_id, {
    is_managed: true,
    is_external_modification_allowed:
      allowed.is_external_modification_allowed ?? allowed.allow_external_modification ?? false,
  });
  writeEvent(world, 'access_code.unmanaged.converted_to_managed', aboutAccessCode(world, row));
  placeAccessCode(world, row);
};

export const accessCodesUnmanaged: Handlers<typeof accessCodes.unmanaged, WorldContext> = {
  convertToManaged: convert,

  delete: ({ access_code_id }, context) => {
    const row = findAccessCode({ access_code_id }, context, unmanaged);
    if (row.cannot_delete_unmanaged_access_code === true)
      throw apiError('not_supported', {
        message: 'Only the app of the manufacturer can delete this access code.',
        data: { access_code_id },
      });
    requestDeletion(context.world, row);
  },

  get: (params, context) =>
    presentUnmanagedAccessCode(context.world)(findAccessCode(params, context, unmanaged)),

  list: (params, context) => {
    const { world, workspace_id } = context;
    const { device_id, user_identifier_key, search } = params;
    const device = world.state.devices.require(device_id, workspace_id);
    const isWanted = chosenDevices(context, { user_identifier_key }).where(device);
    return page(world.state.accessCodes, context, {
      params,
      defaultLimit: 300_000,
      among: isWanted ? world.state.accessCodes.by('device_id', device_id) : [],
      present: presentUnmanagedAccessCode(world),
      where: (row) => !row.is_managed && matches(search, [row.name, row.code, row.access_code_id]),
    });
  },

  update: ({ is_managed, access_code_id, ...allowed }, context) => {
    if (is_managed) convert({ access_code_id, ...allowed }, context);
    else findAccessCode({ access_code_id }, context, unmanaged);
  },
};
