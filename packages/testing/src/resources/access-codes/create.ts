import type { AccessCode, AccessCodesCreateMultipleParams, AccessCodesCreateParams } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import { withAliases } from '@org/seam-server/internal';
import type { AccessCodeRow, DeviceRow } from '../../fake/rows.ts';
import type { World, WorldContext } from '../../fake/world.ts';
import { startAttempt } from '../action-attempts/start.ts';
import { writeEvent } from '../events/write-event.ts';
import { enableBackupPool } from './backup-pool.ts';
import { assignsOwnCodes, checkCode, checkName, generateCode } from './codes.ts';
import { offlineFields } from './offline.ts';
import { accessCodeEventFields, addAccessCode, presentAccessCode } from './record.ts';
import { linkedAccessCodes, requireProgrammableDevice } from './rules.ts';
import { placeAccessCode } from './sync.ts';
import { readOnlineTimeFrame, type TimeFrame } from './time-frames.ts';

type FieldParams = Pick<
  AccessCodesCreateParams,
  | 'allow_external_modification'
  | 'ends_at'
  | 'is_external_modification_allowed'
  | 'is_one_time_use'
  | 'name'
  | 'prefer_native_scheduling'
  | 'starts_at'
>;

/** The fields of a new access code besides its code, its time frame and its device, as they are stored. */
const fieldsFromParams = (params: FieldParams): Partial<AccessCodeRow> => ({
  name: params.name ?? null,
  is_external_modification_allowed:
    params.is_external_modification_allowed ?? params.allow_external_modification ?? false,
  is_one_time_use: params.is_one_time_use ?? false,
  ...(params.prefer_native_scheduling === undefined
    ? {}
    : { prefer_native_scheduling: params.prefer_native_scheduling }),
});

const withType = ({ starts_at, ends_at }: TimeFrame): Partial<AccessCodeRow> =>
  starts_at === null ? { type: 'ongoing' } : { type: 'time_bound', starts_at, ends_at };

/** The code that all access codes with the same `common_code_key` share; `undefined` when there are none yet. */
const commonCode = (context: WorldContext, { common_code_key, code }: AccessCodesCreateParams) => {
  const [linked] = common_code_key === undefined ? [] : linkedAccessCodes(context, common_code_key);
  if (linked && code !== undefined && code !== linked.code)
    throw apiError('conflict', { message: 'The access codes with this common_code_key have another code.' });
  return linked?.code ?? undefined;
};

/** The code of a new online access code. The device assigns it later if it assigns all its codes: it is `null` until then. */
const onlineCode = (device: DeviceRow, params: AccessCodesCreateParams, context: WorldContext) => {
  const { world } = context;
  const common = commonCode(context, params);
  const chosen = params.code ?? common;
  if (chosen !== undefined) checkCode(world, device, { code: chosen });
  else if (assignsOwnCodes(device)) return { code: null, is_waiting_for_code_assignment: true };
  return { code: chosen ?? generateCode(world, [device], params.preferred_code_length) };
};

/** Creates an access code for one device. The response also has the action attempt that sets it on the device. */
export const createAccessCode = (params: AccessCodesCreateParams, context: WorldContext): AccessCode => {
  const { world } = context;
  const { device_id, common_code_key = null, attempt_for_offline_device } = params;
  const isOffline = params.is_offline_access_code ?? params.use_offline_access_code ?? false;
  const device = requireProgrammableDevice(context, { device_id, isOffline, attempt_for_offline_device });
  checkName(world, device, { name: params.name });
  const { starts_at, ends_at, ...offline } = isOffline
    ? offlineFields(world, device, params)
    : readOnlineTimeFrame(world, device, params);
  const code = isOffline ? { code: generateCode(world, [device]) } : onlineCode(device, params, context);
  const fields = { ...fieldsFromParams(params), ...withType({ starts_at, ends_at }), ...offline, ...code };
  const row = createOnDevice(world, device, { ...fields, common_code_key });
  // Afterwards: the pool must not take the code, nor the last space on the device.
  if (params.use_backup_access_code_pool === true) enableBackupPool(world, device);
  const { access_code_id } = row;
  const action_attempt = startAttempt(context, 'CREATE_ACCESS_CODE', { device_id, access_code_id });
  return withAliases(presentAccessCode(world)(row), { action_attempt });
};

/** Adds an access code. Its device sets it when its time frame starts. */
const createOnDevice = (
  world: World,
  { device_id, workspace_id }: DeviceRow,
  fields: Partial<AccessCodeRow>,
): AccessCodeRow => {
  const row = addAccessCode(world, workspace_id, { ...fields, device_id, status: 'unset' });
  writeEvent(world, 'access_code.created', accessCodeEventFields(world, row));
  placeAccessCode(world, row);
  return world.state.accessCodes.require(row.access_code_id, workspace_id);
};

/** A code for a device that does not accept the common code. */
const otherCode = (world: World, device: DeviceRow, preferredLength: number | undefined) =>
  assignsOwnCodes(device)
    ? { code: null, is_waiting_for_code_assignment: true }
    : { code: generateCode(world, [device], preferredLength) };

/** Whether a device accepts the common code. */
const canShare = (world: World, device: DeviceRow, code: string): boolean => {
  try {
    checkCode(world, device, { code });
    return true;
  } catch {
    return false;
  }
};

/**
 * Creates access codes with the same code for several devices: all of them or none. A generated code links them by a
 * `common_code_key`. With `behavior_when_code_cannot_be_shared`, a device that does not accept the code gets another
 * one.
 */
export const createMultipleAccessCodes = (
  params: AccessCodesCreateMultipleParams,
  context: WorldContext,
): AccessCode[] => {
  const { world } = context;
  const { behavior_when_code_cannot_be_shared: behavior = 'throw', preferred_code_length } = params;
  const { attempt_for_offline_device, name } = params;
  const devices = [...new Set(params.device_ids)].map((device_id) =>
    requireProgrammableDevice(context, { device_id, isOffline: false, attempt_for_offline_device }),
  );
  if (devices.length === 0)
    throw apiError('invalid_input', { message: 'Pass at least one id in device_ids.' });
  const sharing = devices.filter((device) => !assignsOwnCodes(device));
  const common = params.code ?? generateCode(world, sharing, preferred_code_length);
  const common_code_key =
    params.code === undefined ? `auto_set_by_create_multiple_${world.ids.next('common_code')}` : null;

  const planned = devices.map((device) => {
    checkName(world, device, { name });
    const frame = withType(readOnlineTimeFrame(world, device, params));
    if (behavior === 'throw') checkCode(world, device, { code: common });
    return canShare(world, device, common)
      ? { device, ...frame, code: common, common_code_key }
      : { device, ...frame, ...otherCode(world, device, preferred_code_length), common_code_key: null };
  });
  const fields = fieldsFromParams(params);
  const rows = planned.map(({ device, ...own }) => createOnDevice(world, device, { ...fields, ...own }));
  if (params.use_backup_access_code_pool === true)
    for (const device of devices) enableBackupPool(world, device);
  return rows.map(presentAccessCode(world));
};
