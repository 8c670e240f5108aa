import type {
  AccessCode,
  AccessCodesCreateMultipleParams,
  AccessCodesUpdateMultipleParams,
} from '@org/seam-core';
import { apiError } from '@org/seam-server';
import type { DeviceRow } from '../../fake/rows.ts';
import type { World, WorldContext } from '../../fake/world.ts';
import { requireControllable } from '../devices/rules.ts';
import { checkCode, choosesCodes, generateCode } from './codes.ts';
import { givenFields } from './create.ts';
import { linkedAccessCodes } from './find.ts';
import { createAccessCode } from './placement.ts';
import { presentAccessCode } from './record.ts';
import { changeAccessCode, changeTimeFrame, newTimeFrame } from './update.ts';

/** Whether a device can have the common code. */
const canShare = (world: World, device: DeviceRow, code: string): boolean => {
  try {
    checkCode(world, device, { code });
    return true;
  } catch {
    return false;
  }
};

/**
 * Makes access codes with the same digits for several devices. Unless the caller chose the digits, the access codes
 * are linked by a key. All are made or none, but a device that cannot have the digits may get others.
 */
export const createMultiple = (
  params: AccessCodesCreateMultipleParams,
  context: WorldContext,
): AccessCode[] => {
  const { world } = context;
  const { behavior_when_code_cannot_be_shared: behavior = 'throw', preferred_code_length } = params;
  const devices = [...new Set(params.device_ids)].map((id) =>
    requireControllable(context, id, 'access_code'),
  );
  if (devices.length === 0) throw apiError('invalid_input', { message: 'No device_ids were given.' });
  const fieldsFor = givenFields(world, params);
  const sharing = devices.filter((device) => !choosesCodes(device));
  const common = params.code ?? generateCode(world, sharing, preferred_code_length);
  const common_code_key = params.code === undefined ? `common_code_${world.ids.next('common_code')}` : null;

  const planned = devices.map((device) => {
    if (behavior === 'throw') checkCode(world, device, { code: common });
    return canShare(world, device, common)
      ? { device, code: common, common_code_key }
      : { device, code: generateCode(world, [device], preferred_code_length), common_code_key: null };
  });
  return planned
    .map(({ device, ...code }) => createAccessCode(world, device, { ...fieldsFor(device), ...code }))
    .map(presentAccessCode(world));
};

/** Changes the name and the time of all access codes that are linked by a key. */
export const updateMultiple = (
  { common_code_key, name, ...times }: AccessCodesUpdateMultipleParams,
  context: WorldContext,
): void => {
  const { world } = context;
  const linked = linkedAccessCodes(context, common_code_key);
  if (linked.length === 0)
    throw apiError('access_code_not_found', {
      message: `No access codes are linked by ${common_code_key}.`,
      data: { common_code_key },
    });
  const planned = linked.map((row) => ({ row, timeFrame: newTimeFrame(world, row, times) }));
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
