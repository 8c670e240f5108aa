import type { AccessCodesUpdateMultipleParams, AccessCodesUpdateParams } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import type { AccessCodeRow } from '../../fake/rows.ts';
import type { World, WorldContext } from '../../fake/world.ts';
import { enableBackupPool } from './backup-pool.ts';
import { checkCode, checkName } from './codes.ts';
import { type AccessCodeChange, applyChange } from './finish-mutation.ts';
import { isBeingDeleted, isOnDevice } from './record.ts';
import { findAccessCode, linkedAccessCodes, requireOnlineCode, requireProgrammableDevice } from './rules.ts';
import { requestMutation } from './sync.ts';
import { unmanageAccessCode } from './make-unmanaged.ts';
import { readOnlineTimeFrame, readTimeFrame } from './time-frames.ts';

const isSame = ({ from, to }: AccessCodeChange): boolean => JSON.stringify(from) === JSON.stringify(to);

/** Whether an access code is on its device or being set there, so that the device has to make a change. */
const isKnownToDevice = (row: AccessCodeRow): boolean =>
  isOnDevice(row) || row.pending_mutations.some(({ mutation_code }) => mutation_code === 'creating');

/** Changes an access code: after its device has made the change, or at once when the device does not know the code. */
const changeAccessCode = (world: World, access_code_id: string, change: AccessCodeChange): void => {
  const row = world.state.accessCodes.get(access_code_id);
  if (!row || isSame(change)) return;
  if (isKnownToDevice(row)) requestMutation(world, row, change);
  else applyChange(world, row, change);
};

interface TimeFrameParams {
  readonly starts_at?: string | undefined;
  readonly ends_at?: string | undefined;
  readonly type?: 'ongoing' | 'time_bound' | undefined;
}

/** The time frame that the parameters request; `undefined` when they leave it unchanged. */
const requestedTimeFrame = (world: World, row: AccessCodeRow, params: TimeFrameParams) => {
  if (params.type === 'ongoing') return { starts_at: null, ends_at: null };
  if (params.starts_at === undefined && params.ends_at === undefined) return undefined;
  const device = world.state.devices.require(row.device_id, row.workspace_id);
  const requested = {
    starts_at: params.starts_at ?? row.starts_at,
    ends_at: params.ends_at ?? row.ends_at,
  };
  // The rules of the device are about new starts. One that has passed stays.
  return params.starts_at === undefined && row.starts_at
    ? readTimeFrame(world, requested)
    : readOnlineTimeFrame(world, device, requested);
};

/** Changes the time frame of an access code. */
const changeTimeFrame = (
  world: World,
  { access_code_id, starts_at = null, ends_at = null }: AccessCodeRow,
  to: ReturnType<typeof requestedTimeFrame>,
): void => {
  if (to)
    changeAccessCode(world, access_code_id, {
      mutation_code: 'updating_time_frame',
      from: { starts_at, ends_at },
      to,
    });
};

/** The fields that change at once, without the device. */
const localFields = (params: AccessCodesUpdateParams, row: AccessCodeRow): Partial<AccessCodeRow> => ({
  is_external_modification_allowed:
    params.is_external_modification_allowed ??
    params.allow_external_modification ??
    row.is_external_modification_allowed,
  is_offline_access_code:
    params.is_offline_access_code ?? params.use_offline_access_code ?? row.is_offline_access_code,
  is_one_time_use: params.is_one_time_use ?? row.is_one_time_use,
  prefer_native_scheduling: params.prefer_native_scheduling ?? row.prefer_native_scheduling,
});

/** Changes an access code. A new code removes the link to access codes with the same `common_code_key`. */
export const updateAccessCode = (params: AccessCodesUpdateParams, context: WorldContext): void => {
  const { world } = context;
  const { accessCodes } = world.state;
  const { access_code_id, device_id, code, name, attempt_for_offline_device } = params;
  const row = findAccessCode({ access_code_id, device_id }, context, { is_managed: true });
  requireOnlineCode(row);
  if (isBeingDeleted(row))
    throw apiError('conflict', { message: 'The access code is being deleted.', data: { access_code_id } });
  const isOffline = params.is_offline_access_code ?? params.use_offline_access_code ?? false;
  const use = { device_id: row.device_id, isOffline, attempt_for_offline_device };
  const device = requireProgrammableDevice(context, use);
  const timeFrame = requestedTimeFrame(world, row, params);
  if (code !== undefined) checkCode(world, device, { code, access_code_id });
  checkName(world, device, { name, access_code_id });

  accessCodes.patch(access_code_id, {
    ...localFields(params, row),
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
  if (params.use_backup_access_code_pool === true) enableBackupPool(world, device);
  if (params.is_managed === false)
    unmanageAccessCode(world, accessCodes.require(access_code_id, row.workspace_id));
};

/** Changes the name and the time frame of all access codes that share a `common_code_key`. */
export const updateMultipleAccessCodes = (
  { common_code_key, name, ...times }: AccessCodesUpdateMultipleParams,
  context: WorldContext,
): void => {
  const { world } = context;
  const linked = linkedAccessCodes(context, common_code_key);
  if (linked.length === 0)
    throw apiError('access_code_not_found', {
      message: `No access codes have the common_code_key ${common_code_key}.`,
      data: { common_code_key },
    });
  const planned = linked.map((row) => ({ row, timeFrame: requestedTimeFrame(world, row, times) }));
  for (const { row, timeFrame } of planned) {
    if (name !== undefined)
      changeAccessCode(world, row.access_code_id, {
        mutation_code: 'updating_name',
        from: { name: row.name },
        to: { name },
      });
    changeTimeFrame(world, row, timeFrame);
  }
};
