import type { AccessCodesUpdateParams } from '@org/seam-core';
import { apiError } from '@org/seam-core/server';
import { checkCode } from '../../access-codes/check-code.ts';
import { isBeingDeleted } from '../../access-codes/is-being-deleted.ts';
import { hasBackupPool } from '../../devices/has-backup-pool.ts';
import type { AccessCodeRow, DeviceRow } from '../../rows.ts';
import type { WorldContext } from '../../world.ts';
import { changeAccessCode } from './change-access-code.ts';
import { changeTimeFrame, newTimeFrame } from './change-time-frame.ts';
import { findAccessCode } from './find-access-code.ts';

/** What the device need not know of: it changes at once. */
const flags = (
  params: AccessCodesUpdateParams,
  row: AccessCodeRow,
  device: DeviceRow,
): Partial<AccessCodeRow> => ({
  is_external_modification_allowed:
    params.is_external_modification_allowed ??
    params.allow_external_modification ??
    row.is_external_modification_allowed,
  is_offline_access_code:
    params.is_offline_access_code ?? params.use_offline_access_code ?? row.is_offline_access_code,
  is_one_time_use: params.is_one_time_use ?? row.is_one_time_use,
  is_backup_access_code_available:
    params.use_backup_access_code_pool === undefined
      ? row.is_backup_access_code_available
      : params.use_backup_access_code_pool && hasBackupPool(device),
  is_managed: params.is_managed ?? row.is_managed,
});

/** Changes an access code. With digits of its own, it is linked to no other any more. */
export const update = (params: AccessCodesUpdateParams, context: WorldContext): void => {
  const { world, workspace_id } = context;
  const { accessCodes, devices } = world.state;
  const { access_code_id, device_id, code, name } = params;
  const row = findAccessCode({ access_code_id, device_id }, context, { is_managed: true });
  if (isBeingDeleted(row))
    throw apiError('conflict', { message: 'The access code is being deleted.', data: { access_code_id } });
  const device = devices.require(row.device_id, workspace_id);
  const timeFrame = newTimeFrame(world, row, params);
  if (code !== undefined) checkCode(world, device, { code, access_code_id });

  accessCodes.patch(access_code_id, {
    ...flags(params, row, device),
    ...(code === undefined || code === row.code ? {} : { common_code_key: null }),
  });
  if (name !== undefined)
    changeAccessCode(world, access_code_id, {
      mutation_code: 'updating_name',
      from: { name: row.name },
      to: { name },
    });
  if (code !== undefined)
    changeAccessCode(world, access_code_id, {
      mutation_code: 'updating_code',
      from: { code: row.code },
      to: { code },
    });
  changeTimeFrame(world, row, timeFrame);
};
