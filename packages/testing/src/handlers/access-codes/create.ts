import type { AccessCode, AccessCodesCreateParams } from '@org/seam-core';
import { apiError, withAlso } from '@org/seam-core/server';
import { checkCode } from '../../access-codes/check-code.ts';
import { createAccessCode } from '../../access-codes/create-access-code.ts';
import { generateCode } from '../../access-codes/generate-code.ts';
import { startAttempt } from '../../attempts/start-attempt.ts';
import { requireControllable } from '../../devices/require-controllable.ts';
import { presentAccessCode } from '../../present/access-code.ts';
import type { WorldContext } from '../../world.ts';
import { givenFields } from './given-fields.ts';
import { linkedAccessCodes } from './linked-access-codes.ts';

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
  return withAlso(presentAccessCode(world)(row), { action_attempt });
};
