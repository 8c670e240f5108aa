import { writeEvent } from '../events/write-event.ts';
import type { AccessCodeRow } from '../rows.ts';
import type { World } from '../world.ts';
import { issuesOfAccessCode } from './issues-of-access-code.ts';
import type { AccessCodeMutation } from './mutation.ts';

/** Lets an access code show that its device cannot be reached; once, however often that is tried. */
export const delayMutation = (
  world: World,
  { access_code_id, warnings }: AccessCodeRow,
  { mutation_code }: AccessCodeMutation,
): void => {
  const kind = mutation_code === 'deleting' ? 'removing_from_device' : 'setting_on_device';
  const warning_code = `delay_in_${kind}` as const;
  if (warnings.some((warning) => warning.warning_code === warning_code)) return;
  const row = world.state.accessCodes.patch(access_code_id, {
    warnings: [
      ...warnings,
      {
        warning_code,
        message: 'The device cannot be reached, so this waits.',
        created_at: world.clock.timestamp(),
      },
    ],
  });
  if (row?.is_managed === true)
    writeEvent(world, `access_code.delay_in_${kind}`, issuesOfAccessCode(world, row));
};
