import type { World } from '../world.ts';
import type { AccessCodeMutation } from './mutation.ts';

/** Goes on with what a device could not be told about its access codes while it could not be reached. */
export const resumeAccessCodes = (world: World, device_id: string): void => {
  const { state, assumptions } = world;
  for (const { access_code_id, pending_mutations } of state.accessCodes.by('device_id', device_id))
    for (const { mutation_code, created_at } of pending_mutations.filter(
      (pending): pending is AccessCodeMutation => pending.mutation_code !== 'deferring_creation',
    ))
      world.after(assumptions.access_code_sync_ms, {
        name: 'finish_access_code_mutation',
        args: { access_code_id, mutation_code, created_at },
      });
};
