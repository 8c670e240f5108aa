import type { AccessCode } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import { writeEvent } from '../../events/write-event.ts';
import type { WorldContext } from '../../fake/world.ts';
import { generateCode } from './codes.ts';
import { findAccessCode } from './find.ts';
import { placeAccessCode } from './placement.ts';
import { aboutAccessCode, addAccessCode, presentAccessCode } from './record.ts';

/** Takes a backup access code from the device, which works at once and ends when the original does. */
export const pullBackup = (
  reference: { readonly access_code_id: string },
  context: WorldContext,
): AccessCode => {
  const { world, workspace_id } = context;
  const { accessCodes, devices } = world.state;
  const row = findAccessCode(reference, context, { is_managed: true });
  const { access_code_id, device_id, name, ends_at = null } = row;
  if (row.type !== 'time_bound')
    throw apiError('invalid_input', { message: 'Only a time-bound access code has a backup.' });
  if (!presentAccessCode(world)(row).is_backup_access_code_available)
    throw apiError('backup_access_code_not_found', { data: { access_code_id } });

  const backup = addAccessCode(world, workspace_id, {
    device_id,
    name,
    ends_at,
    type: 'time_bound',
    starts_at: world.clock.timestamp(),
    code: generateCode(world, [devices.require(device_id, workspace_id)]),
    is_backup: true,
  });
  placeAccessCode(world, backup);
  accessCodes.patch(access_code_id, {
    is_backup_access_code_available: false,
    pulled_backup_access_code_id: backup.access_code_id,
    warnings: [
      ...row.warnings,
      {
        warning_code: 'using_backup_access_code',
        message: 'A backup is used in place of this access code.',
        created_at: world.clock.timestamp(),
      },
    ],
  });
  writeEvent(world, 'access_code.backup_access_code_pulled', {
    ...aboutAccessCode(world, row),
    backup_access_code_id: backup.access_code_id,
  });
  return presentAccessCode(world)(backup);
};
