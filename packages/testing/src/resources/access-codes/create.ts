import type { AccessCode, AccessCodesCreateParams } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import { withAliases } from '@org/seam-server/internal';
import { startAttempt } from '../../action-attempts/start.ts';
import type { AccessCodeRow, DeviceRow } from '../../fake/rows.ts';
import type { World, WorldContext } from '../../fake/world.ts';
import { hasBackupPool } from '../devices/record.ts';
import { requireControllable } from '../devices/rules.ts';
import { checkCode, generateCode } from './codes.ts';
import { linkedAccessCodes } from './find.ts';
import { createAccessCode } from './placement.ts';
import { presentAccessCode } from './record.ts';
import { readTimeFrame } from './time-frame.ts';

type Given = Pick<
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

/** What a caller says about a new access code besides its digits, under the names it is kept by. */
export const givenFields = (world: World, given: Given): ((device: DeviceRow) => Partial<AccessCodeRow>) => {
  const { starts_at, ends_at } = readTimeFrame(world, given);
  const isTimeBound = starts_at !== null;
  return (device) => ({
    name: given.name ?? null,
    type: isTimeBound ? 'time_bound' : 'ongoing',
    ...(isTimeBound ? { starts_at, ends_at } : {}),
    is_external_modification_allowed:
      given.is_external_modification_allowed ?? given.allow_external_modification ?? false,
    is_offline_access_code: given.is_offline_access_code ?? given.use_offline_access_code ?? false,
    is_one_time_use: given.is_one_time_use ?? false,
    is_backup_access_code_available: given.use_backup_access_code_pool === true && hasBackupPool(device),
  });
};

/** The digits that all access codes with the same `common_code_key` have; `undefined` when there are none yet. */
const commonCode = (context: WorldContext, { common_code_key, code }: AccessCodesCreateParams) => {
  const [linked] = common_code_key === undefined ? [] : linkedAccessCodes(context, common_code_key);
  if (linked && code !== undefined && code !== linked.code)
    throw apiError('conflict', { message: 'The access codes of this common_code_key have another code.' });
  return linked?.code ?? undefined;
};

/** Makes an access code for one device. The answer also has the action attempt that setting it is. */
export const create = (params: AccessCodesCreateParams, context: WorldContext): AccessCode => {
  const { world } = context;
  const { device_id, common_code_key = null, preferred_code_length } = params;
  const device = requireControllable(context, device_id, 'access_code');
  const fieldsFor = givenFields(world, params);
  const common = commonCode(context, params);
  const chosen = params.code ?? common;
  if (chosen !== undefined) checkCode(world, device, { code: chosen });
  const code = chosen ?? generateCode(world, [device], preferred_code_length);
  const row = createAccessCode(world, device, { ...fieldsFor(device), code, common_code_key });
  const { access_code_id } = row;
  const action_attempt = startAttempt(context, 'CREATE_ACCESS_CODE', { device_id, access_code_id });
  return withAliases(presentAccessCode(world)(row), { action_attempt });
};
