import type { AccessGrantRow } from '../rows.ts';
import type { World } from '../world.ts';
import { canBeMade } from './can-be-made.ts';
import { isUsableForDevice } from './is-usable.ts';
import { makeMethod } from './make-method.ts';
import { modeNames } from './mode-names.ts';
import { deviceIdsOfGrant } from './reach-of-grant.ts';
import { refuseMethod } from './refuse-method.ts';
import type { RequestedMethod } from './requested-method.ts';
import { warnGrant } from './warn-grant.ts';

/** A grant for codes shows which of its devices take none. */
const warnOfDevices = (world: World, grant: AccessGrantRow): void => {
  for (const device_id of deviceIdsOfGrant(world, grant)) {
    const device = world.state.devices.get(device_id);
    if (device && !isUsableForDevice('code', device))
      warnGrant(world, grant.access_grant_id, {
        warning_code: 'device_does_not_support_access_codes',
        message: 'The device takes no access codes.',
        device_id,
      });
  }
};

/** Makes the access methods that are asked for. One that cannot be made leaves an error at the access grant. */
export const requestMethods = (
  world: World,
  grant: AccessGrantRow,
  requests: readonly RequestedMethod[],
): void => {
  const { accessGrants } = world.state;
  const { access_grant_id, workspace_id } = grant;
  if (requests.some(({ mode }) => mode === 'code')) warnOfDevices(world, grant);
  for (const request of requests) {
    const isPossible = canBeMade(world, grant, request.mode);
    const created = isPossible ? [makeMethod(world, grant, request)] : [];
    if (!isPossible) refuseMethod(world, grant, request);
    const { requested_access_methods } = accessGrants.require(access_grant_id, workspace_id);
    accessGrants.patch(access_grant_id, {
      requested_access_methods: [
        ...requested_access_methods,
        {
          ...request,
          display_name: modeNames[request.mode],
          created_at: world.clock.timestamp(),
          created_access_method_ids: created,
        },
      ],
    });
  }
};
