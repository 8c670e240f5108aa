import { addAccessCode } from '../fixtures/access-codes.ts';
import { writeEvent } from '../events/write-event.ts';
import type { AccessCodeRow, DeviceRow } from '../rows.ts';
import type { World } from '../world.ts';
import { aboutAccessCode } from './about-access-code.ts';
import { placeAccessCode } from './place-access-code.ts';

/** Makes an access code, and has its device set it when its time has come. */
export const createAccessCode = (
  world: World,
  { device_id, workspace_id }: DeviceRow,
  given: Partial<AccessCodeRow>,
): AccessCodeRow => {
  const row = addAccessCode(world, workspace_id, { ...given, device_id, status: 'unset' });
  writeEvent(world, 'access_code.created', aboutAccessCode(world, row));
  placeAccessCode(world, row);
  return world.state.accessCodes.require(row.access_code_id, workspace_id);
};
