import type { AccessCodeRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { deviceIdsOfGrant, hasGrantEnded } from '../access-grants/rules.ts';
import { warnOfMissingAccess } from '../access-grants/warnings.ts';
import { isBeingDeleted } from './finish-deletion.ts';
import { settleMethod } from './issue.ts';
import { grantsOfMethod } from './rules.ts';

/**
 * Runs a change that takes an access code from its access method. The access method loses the device: a later change of
 * its access grants does not bring the code back, and they show a warning. An access method without any access left is
 * revoked once its device does not have the code any more, or deleted if that is pending.
 */
export const loseCode = (
  world: World,
  { access_code_id, access_method_id = '', device_id }: AccessCodeRow,
  change: () => void,
): void => {
  const { accessCodes, accessMethods, methodExceptions } = world.state;
  const method = accessMethods.get(access_method_id);
  const isLost =
    method !== undefined &&
    !isBeingDeleted(method) &&
    grantsOfMethod(world, access_method_id).some(
      (grant) => !hasGrantEnded(world, grant) && deviceIdsOfGrant(world, grant).includes(device_id),
    );
  // Before the change: it may end at once, and settle the access method.
  if (isLost) methodExceptions.add(access_method_id, device_id);
  change();
  if (!method) return;
  if (accessCodes.get(access_code_id)?.access_method_id !== access_method_id)
    settleMethod(world, access_method_id);
  for (const { access_grant_id } of grantsOfMethod(world, access_method_id))
    warnOfMissingAccess(world, access_grant_id);
};
