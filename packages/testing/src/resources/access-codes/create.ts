import type { AccessCode, AccessCodesCreateMultipleParams, AccessCodesCreateParams } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import { withAliases } from '@org/seam-server/internal';
import type { AccessCodeRow, DeviceRow } from '../../fake/rows.ts';
import type { World, WorldContext } from '../../fake/world.ts';
import { startAttempt } from '../action-attempts/start.ts';
import { hasBackupPool, requireCapableDevice } from '../devices/rules.ts';
import { writeEvent } from '../events/write-event.ts';
import { accessCodeEventFields, addAccessCode, presentAccessCode } from './record.ts';
import { assignsOwnCodes, checkCode, generateCode, linkedAccessCodes, readTimeFrame } from './rules.ts';
import { placeAccessCode } from './sync.ts';

type FieldParams = Pick<
  AccessCodesCreateParams,
  | 'allow_external_modification'
  | 'ends_at'
  | 'is_external_modification_allowed'
  | 'is_offline_access_code'
  | 'is_one_time_use'
  | 'name'
  | 'starts_at'
  | 'use_backup_access_code_pool'
  | 'use_offline_access_code'
>;

/** The fields of a new access code besides its code, as they are stored. */
const fieldsFromParams = (
  world: World,
  params: FieldParams,
): ((device: DeviceRow) => Partial<AccessCodeRow>) => {
  const { starts_at, ends_at } = readTimeFrame(world, params);
  const isTimeBound = starts_at !== null;
  return (device) => ({
    name: params.name ?? null,
    type: isTimeBound ? 'time_bound' : 'ongoing',
    ...(isTimeBound ? { starts_at, ends_at } : {}),
    is_external_modification_allowed:
      params.is_external_modification_allowed ?? params.allow_external_modification ?? false,
    is_offline_access_code: params.is_offline_access_code ?? params.use_offline_access_code ?? false,
    is_one_time_use: params.is_one_time_use ?? false,
    is_backup_access_code_available: params.use_backup_access_code_pool === true && hasBackupPool(device),
  });
};

/** The code that all access codes with the same `common_code_key` share; `undefined` when there are none yet. */
const commonCode = (context: WorldContext, { common_code_key, code }: AccessCodesCreateParams) => {
  const [linked] = common_code_key === undefined ? [] : linkedAccessCodes(context, common_code_key);
  if (linked && code !== undefined && code !== linked.code)
    throw apiError('conflict', { message: 'The access codes with this common_code_key have another code.' });
  return linked?.code ?? undefined;
};

/** Creates an access code for one device. The response also has the action attempt that sets it on the device. */
export const createAccessCode = (params: AccessCodesCreateParams, context: WorldContext): AccessCode => {
  const { world } = context;
  const { device_id, common_code_key = null, preferred_code_length } = params;
  const device = requireCapableDevice(context, device_id, 'access_code');
  const fieldsFor = fieldsFromParams(world, params);
  const common = commonCode(context, params);
  const chosen = params.code ?? common;
  if (chosen !== undefined) checkCode(world, device, { code: chosen });
  const code = chosen ?? generateCode(world, [device], preferred_code_length);
  const row = createOnDevice(world, device, { ...fieldsFor(device), code, common_code_key });
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
  const devices = [...new Set(params.device_ids)].map((id) =>
    requireCapableDevice(context, id, 'access_code'),
  );
  if (devices.length === 0)
    throw apiError('invalid_input', { message: 'Pass at least one id in device_ids.' });
  const fieldsFor = fieldsFromParams(world, params);
  const sharing = devices.filter((device) => !assignsOwnCodes(device));
  const common = params.code ?? generateCode(world, sharing, preferred_code_length);
  const common_code_key = params.code === undefined ? `common_code_${world.ids.next('common_code')}` : null;

  const planned = devices.map((device) => {
    if (behavior === 'throw') checkCode(world, device, { code: common });
    return canShare(world, device, common)
      ? { device, code: common, common_code_key }
      : { device, code: generateCode(world, [device], preferred_code_length), common_code_key: null };
  });
  return planned
    .map(({ device, ...code }) => createOnDevice(world, device, { ...fieldsFor(device), ...code }))
    .map(presentAccessCode(world));
};
