import type { AccessCode } from '@org/seam-core';
import { generateCode } from '../../access-codes/generate-code.ts';
import { requireControllable } from '../../devices/require-controllable.ts';
import type { WorldContext } from '../../world.ts';

/** A code that a device would take now, in the shape of an access code that nothing is stored of. */
export const generatedAccessCode = (
  { device_id }: { readonly device_id: string },
  context: WorldContext,
): AccessCode => {
  const { world, workspace_id } = context;
  const device = requireControllable(context, device_id, 'access_code');
  return {
    access_code_id: world.ids.next('access_code'),
    device_id,
    workspace_id,
    code: generateCode(world, [device]),
    common_code_key: null,
    created_at: world.clock.timestamp(),
    is_backup_access_code_available: false,
    is_external_modification_allowed: false,
    is_managed: true,
    is_offline_access_code: false,
    is_one_time_use: false,
    name: null,
    pending_mutations: [],
    status: 'unset',
    type: 'ongoing',
    errors: [],
    warnings: [],
  };
};
