import type { accessCodes, Handlers } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import { writeEvent } from '../../events/write-event.ts';
import type { WorldContext } from '../../fake/world.ts';
import { requireSandbox } from '../shared/refusals.ts';
import { isCodeTaken } from './codes.ts';
import { aboutAccessCode, addAccessCode, presentUnmanagedAccessCode } from './record.ts';

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
