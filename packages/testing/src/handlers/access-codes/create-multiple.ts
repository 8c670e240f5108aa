import type { AccessCode, AccessCodesCreateMultipleParams } from '@org/seam-core';
import { apiError } from '@org/seam-core/server';
import { checkCode } from '../../access-codes/check-code.ts';
import { choosesCodes } from '../../access-codes/code-constraints.ts';
import { createAccessCode } from '../../access-codes/create-access-code.ts';
import { generateCode } from '../../access-codes/generate-code.ts';
import { requireControllable } from '../../devices/require-controllable.ts';
import { presentAccessCode } from '../../present/access-code.ts';
import type { DeviceRow } from '../../rows.ts';
import type { World, WorldContext } from '../../world.ts';
import { givenFields } from './given-fields.ts';

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
