import { issuesOfDevice } from '../devices/issues-of-device.ts';
import { notedErrors, notedWarnings } from '../events/noted-issues.ts';
import type { AccessCodeRow } from '../rows.ts';
import type { World } from '../world.ts';
import { aboutAccessCode } from './about-access-code.ts';

/** What an event about a failure says of an access code: also what is wrong with it, its device and its account. */
export const issuesOfAccessCode = (world: World, row: AccessCodeRow) => ({
  ...aboutAccessCode(world, row),
  ...issuesOfDevice(world, world.state.devices.require(row.device_id, row.workspace_id)),
  access_code_errors: notedErrors(row.errors),
  access_code_warnings: notedWarnings(row.warnings),
});
