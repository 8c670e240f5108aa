import type { accessCodes, Handlers } from '@org/seam-core';
import { apiError } from '@org/seam-core/server';
import { aboutAccessCode } from '../../access-codes/about-access-code.ts';
import { isCodeTaken } from '../../access-codes/is-code-taken.ts';
import { writeEvent } from '../../events/write-event.ts';
import { addAccessCode } from '../../fixtures/access-codes.ts';
import { presentUnmanagedAccessCode } from '../../present/unmanaged-access-code.ts';
import type { WorldContext } from '../../world.ts';
import { requireSandbox } from '../require-sandbox.ts';

export const accessCodesSimulate: Handlers<typeof accessCodes.simulate, WorldContext> = {
  createUnmanagedAccessCode: ({ device_id, code, name }, context) => {
    const { world, workspace_id } = context;
    requireSandbox(context);
    world.state.devices.require(device_id, workspace_id);
    if (isCodeTaken(world, { device_id, code }))
      throw apiError('duplicate_access_code', { data: { device_id } });
    const row = addAccessCode(world, workspace_id, { device_id, code, name, is_managed: false });
    writeEvent(world, 'access_code.unmanaged.created', aboutAccessCode(world, row));
    return presentUnmanagedAccessCode(world)(row);
  },
};
