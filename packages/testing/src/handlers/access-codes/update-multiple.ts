import type { AccessCodesUpdateMultipleParams } from '@org/seam-core';
import { apiError } from '@org/seam-core/server';
import type { WorldContext } from '../../world.ts';
import { changeAccessCode } from './change-access-code.ts';
import { changeTimeFrame, newTimeFrame } from './change-time-frame.ts';
import { linkedAccessCodes } from './linked-access-codes.ts';

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
