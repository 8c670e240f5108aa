import { aboutAccessCode } from '../access-codes/about-access-code.ts';
import { generateCode } from '../access-codes/generate-code.ts';
import { isCodeTaken } from '../access-codes/is-code-taken.ts';
import { writeEvent } from '../events/write-event.ts';
import { addAccessCode } from '../fixtures/access-codes.ts';
import type { AccessCodeRow, AccessGrantRow, AccessMethodRow, DeviceRow } from '../rows.ts';
import type { World } from '../world.ts';
import { warnGrant } from './warn-grant.ts';

interface Place {
  readonly grant: AccessGrantRow;
  readonly method: AccessMethodRow;
  readonly device: DeviceRow;
}

/** Makes the code of an access method for a device; other digits, and a warning, where the device has these already. */
export const addCodeOfMethod = (world: World, { grant, method, device }: Place): AccessCodeRow => {
  const { device_id, workspace_id } = device;
  const wanted = method.code ?? generateCode(world, [device]);
  const isTaken = isCodeTaken(world, { device_id, code: wanted });
  const code = isTaken ? generateCode(world, [device]) : wanted;
  if (isTaken)
    warnGrant(world, grant.access_grant_id, {
      warning_code: 'requested_code_unavailable',
      message: 'The device has the code already, so another one was set.',
      device_id,
      original_code: wanted,
      new_code: code,
    });
  const row = addAccessCode(world, workspace_id, {
    device_id,
    code,
    name: grant.name,
    access_method_id: method.access_method_id,
    starts_at: grant.starts_at,
    ends_at: grant.ends_at,
    status: 'unset',
  });
  writeEvent(world, 'access_code.created', aboutAccessCode(world, row));
  return row;
};
