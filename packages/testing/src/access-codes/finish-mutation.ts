import { whyUnreachable } from '../devices/why-unreachable.ts';
import { settleMethod } from '../grants/settle-method.ts';
import type { World } from '../world.ts';
import { delayMutation } from './delay-mutation.ts';
import { failMutation } from './fail-mutation.ts';
import { isDeviceFull } from './is-device-full.ts';
import type { AccessCodeMutation, MutationCode } from './mutation.ts';
import { mutationEffects, type MutationEffect } from './mutation-effects.ts';
import { withoutIssues } from './without-issues.ts';

interface Asked {
  readonly access_code_id: string;
  readonly mutation_code: MutationCode;
  readonly created_at: string;
}

/**
 * Ends a pending change to an access code, unless another has taken its place: with the failure that a test has asked
 * for, or with its effect. A device that cannot be reached makes it wait on.
 */
export const finishMutation = (world: World, { access_code_id, mutation_code, created_at }: Asked): void => {
  const { accessCodes, devices } = world.state;
  const row = accessCodes.get(access_code_id);
  const mutation = row?.pending_mutations.find(
    (pending): pending is AccessCodeMutation =>
      pending.mutation_code === mutation_code && pending.created_at === created_at,
  );
  const device = devices.get(row?.device_id ?? '');
  if (!row || !mutation || !device) return;
  if (!row.is_offline_access_code && whyUnreachable(world, device) !== undefined) {
    delayMutation(world, row, mutation);
    return;
  }
  const failure = world.failures.take(
    mutation_code === 'deleting' ? 'access_code.remove' : 'access_code.set',
  );
  if (failure) {
    failMutation(world, row, { mutation, message: failure.message });
    return;
  }
  if (mutation_code === 'creating' && isDeviceFull(world, device)) {
    const error_code = 'no_space_for_access_code_on_device';
    failMutation(world, row, { mutation, error_code, message: 'The device holds no more access codes.' });
    return;
  }
  const settled = accessCodes.patch(access_code_id, withoutIssues(row, mutation)) ?? row;
  (mutationEffects[mutation_code] as MutationEffect<MutationCode>)(world, settled, mutation);
  settleMethod(world, row.access_method_id ?? '');
};
