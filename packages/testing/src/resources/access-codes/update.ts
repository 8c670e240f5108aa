import type { AccessCodesUpdateParams } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import type { AccessCodeRow, DeviceRow } from '../../fake/rows.ts';
import type { World, WorldContext } from '../../fake/world.ts';
import { hasBackupPool } from '../devices/record.ts';
import { checkCode } from './codes.ts';
import { findAccessCode } from './find.ts';
import { type AccessCodeChange, applyChange } from './finish-mutation.ts';
import { isBeingDeleted, isOnDevice } from './record.ts';
import { requestMutation } from './request-mutation.ts';
import { readTimeFrame } from './time-frame.ts';

const isSame = ({ from, to }: AccessCodeChange): boolean => JSON.stringify(from) === JSON.stringify(to);

/** Whether a device has the access code, or is about to: it has to be told of a change. */
const isDeviceConcerned = (row: AccessCodeRow): boolean =>
  isOnDevice(row) || row.pending_mutations.some(({ mutation_code }) => mutation_code === 'creating');

/** Changes an access code: where no device is concerned at once, otherwise when the device has done so. */
export const changeAccessCode = (world: World, access_code_id: string, change: AccessCodeChange): void => {
  const row = world.state.accessCodes.get(access_code_id);
  if (!row || isSame(change)) return;
  if (isDeviceConcerned(row)) requestMutation(world, row, change);
  else applyChange(world, row, change);
};

interface Given {
  readonly starts_at?: string | undefined;
  readonly ends_at?: string | undefined;
  readonly type?: 'ongoing' | 'time_bound' | undefined;
}

/** The time frame that an access code shall have; `undefined` when nothing was said about it. */
export const newTimeFrame = (world: World, row: AccessCodeRow, given: Given) => {
  if (given.type === 'ongoing') return { starts_at: null, ends_at: null };
  if (given.starts_at === undefined && given.ends_at === undefined) return undefined;
  return readTimeFrame(world, {
    starts_at: given.starts_at ?? row.starts_at,
    ends_at: given.ends_at ?? row.ends_at,
  });
};

/** Moves the beginning and the end of an access code. */
export const changeTimeFrame = (
  world: World,
  { access_code_id, starts_at = null, ends_at = null }: AccessCodeRow,
  to: ReturnType<typeof newTimeFrame>,
): void => {
  if (to)
    changeAccessCode(world, access_code_id, {
      mutation_code: 'updating_time_frame',
      from: { starts_at, ends_at },
      to,
    });
};

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
