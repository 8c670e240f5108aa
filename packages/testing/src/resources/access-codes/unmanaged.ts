import type { accessCodes, AccessCodesUnmanagedConvertToManagedParams, Handlers } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import { page } from '../../fake/page.ts';
import { matches } from '../../fake/search.ts';
import { errorCodeOf } from '../../fake/provider-failures.ts';
import type { AccessCodeRow } from '../../fake/rows.ts';
import type { World, WorldContext } from '../../fake/world.ts';
import { deviceFilter } from '../devices/find.ts';
import { requireCapableDevice } from '../devices/rules.ts';
import { writeEvent } from '../events/write-event.ts';
import { accessCodeEventFields, accessCodeIssueFields, presentUnmanagedAccessCode } from './record.ts';
import { findAccessCode } from './rules.ts';
import { placeAccessCode, requestDeletion } from './sync.ts';

const unmanaged = { is_managed: false };

/** Reports the failure that a test requested; `false` without one. The access code stays unmanaged. */
const failToConvert = (world: World, row: AccessCodeRow): boolean => {
  const failure = world.failures.take('access_code.convert_to_managed');
  if (!failure) return false;
  const { access_code_id } = row;
  const error_code = errorCodeOf(
    failure,
    ['failed_to_set_on_device', 'insufficient_permissions'],
    'provider_issue',
  );
  const created_at = world.clock.timestamp();
  const error = { error_code, message: failure.message, is_access_code_error: true as const, created_at };
  const failed = world.state.accessCodes.patch(access_code_id, { errors: [error] }) ?? row;
  writeEvent(
    world,
    'access_code.unmanaged.failed_to_convert_to_managed',
    accessCodeIssueFields(world, failed),
  );
  return true;
};

const convertToManaged = (
  { access_code_id, ...allowed }: AccessCodesUnmanagedConvertToManagedParams,
  context: WorldContext,
): void => {
  const { world } = context;
  const row = findAccessCode({ access_code_id }, context, unmanaged);
  requireCapableDevice(context, row.device_id, 'access_code');
  if (presentUnmanagedAccessCode(world)(row).cannot_be_managed === true)
    throw apiError('not_supported', {
      message: 'This access code cannot be managed.',
      data: { access_code_id },
    });
  if (failToConvert(world, row)) return;
  world.state.accessCodes.patch(access_code_id, {
    is_managed: true,
    errors: [],
    is_external_modification_allowed:
      allowed.is_external_modification_allowed ?? allowed.allow_external_modification ?? false,
  });
  writeEvent(world, 'access_code.unmanaged.converted_to_managed', accessCodeEventFields(world, row));
  placeAccessCode(world, row);
};

export const accessCodesUnmanaged: Handlers<typeof accessCodes.unmanaged, WorldContext> = {
  convertToManaged,

  delete: ({ access_code_id }, context) => {
    const row = findAccessCode({ access_code_id }, context, unmanaged);
    if (row.cannot_delete_unmanaged_access_code === true)
      throw apiError('not_supported', {
        message: "This access code can only be deleted in the manufacturer's app.",
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
    const isWanted = deviceFilter(context, { user_identifier_key }).where(device);
    return page(world.state.accessCodes, context, {
      params,
      defaultLimit: 300_000,
      among: isWanted ? world.state.accessCodes.by('device_id', device_id) : [],
      present: presentUnmanagedAccessCode(world),
      where: (row) => !row.is_managed && matches(search, [row.name, row.code, row.access_code_id]),
    });
  },

  update: ({ is_managed, access_code_id, ...allowed }, context) => {
    if (is_managed) convertToManaged({ access_code_id, ...allowed }, context);
    else findAccessCode({ access_code_id }, context, unmanaged);
  },
};
