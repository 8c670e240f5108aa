import { placeAccessCode } from '../access-codes/place-access-code.ts';
import { requestDeletion } from '../access-codes/request-deletion.ts';
import { requestMutation } from '../access-codes/request-mutation.ts';
import type { AccessCodeRow, AccessGrantRow, AccessMethodRow } from '../rows.ts';
import type { World } from '../world.ts';
import { addCodeOfMethod } from './add-code-of-method.ts';
import { codesOfMethod } from './codes-of-method.ts';
import { hasEnded } from './has-ended.ts';
import { isUsableForDevice } from './is-usable.ts';
import { deviceIdsOfGrant } from './reach-of-grant.ts';

const moveTimes = (world: World, row: AccessCodeRow, { starts_at, ends_at }: AccessGrantRow): void => {
  const from = { starts_at: row.starts_at ?? null, ends_at: row.ends_at ?? null };
  if (from.starts_at === starts_at && from.ends_at === ends_at) return;
  const to = { starts_at, ends_at };
  requestMutation(world, row, { mutation_code: 'updating_time_frame', from, to });
};

/** Lets the devices of an access grant have the code of an access method for the grant's time, and no others. */
export const provisionCodes = (world: World, grant: AccessGrantRow, method: AccessMethodRow): void => {
  const { devices } = world.state;
  const wanted = new Set(hasEnded(world, grant) ? [] : deviceIdsOfGrant(world, grant));
  for (const row of codesOfMethod(world, method.access_method_id))
    if (wanted.delete(row.device_id)) moveTimes(world, row, grant);
    else requestDeletion(world, row);

  const able = [...wanted]
    .flatMap((id) => devices.get(id) ?? [])
    .filter((device) => isUsableForDevice(method.mode, device));
  // All are made before the first is set: the access method is issued when all are.
  const made = able.map((device) => addCodeOfMethod(world, { grant, method, device }));
  for (const row of made) placeAccessCode(world, row);
};
