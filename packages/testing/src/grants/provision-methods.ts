import type { AccessGrantRow, AccessMethodRow } from '../rows.ts';
import type { World } from '../world.ts';
import { provisionCodes } from './provision-codes.ts';
import { provisionCredentials } from './provision-credentials.ts';
import { reportDoors } from './report-doors.ts';
import { settleMethod } from './settle-method.ts';

/** Makes, changes and removes what access methods are made of, so that they fit their access grant. */
export const provisionMethods = (
  world: World,
  grant: AccessGrantRow,
  methods: readonly AccessMethodRow[],
): void => {
  // What was not made by the fake is not its to change.
  const managed = methods.filter(({ is_managed }) => is_managed);
  for (const { access_method_id, errors } of managed)
    if (errors.length > 0) world.state.accessMethods.patch(access_method_id, { errors: [] });
  reportDoors(world, grant, () => {
    for (const method of managed) provisionCredentials(world, grant, method);
  });
  for (const method of managed) if (method.mode === 'code') provisionCodes(world, grant, method);
  for (const { access_method_id } of managed) settleMethod(world, access_method_id);
};
