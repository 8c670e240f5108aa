import { writeEvent } from '../../events/write-event.ts';
import type { AccessGrantRow, AccessMethodRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { generateCode } from '../access-codes/codes.ts';
import {
  aboutMethod,
  addAccessMethod,
  isUsableForDevice,
  isUsableForEntrance,
  modeNames,
  type RequestedMethod,
} from '../access-methods/record.ts';
import { addInstantKey } from '../instant-keys/record.ts';
import { provisionMethods } from './provision.ts';
import { deviceIdsOfGrant, entranceIdsOfGrant } from './reach.ts';
import { refuseMethod, warnGrant } from './warnings.ts';

/**
 * Whether there is anything that an access method of the mode could open. In a space there may be later, and a mobile
 * key needs nothing but its person.
 */
const canBeMade = (world: World, grant: AccessGrantRow, mode: RequestedMethod['mode']): boolean => {
  const { state } = world;
  const opensDevice = (id: string) => {
    const device = state.devices.get(id);
    return device !== undefined && isUsableForDevice(mode, device);
  };
  const opensEntrance = (id: string) => {
    const entrance = state.acsEntrances.get(id);
    return entrance !== undefined && isUsableForEntrance(mode, entrance);
  };
  return (
    mode === 'mobile_key' ||
    state.grantSpaces.rightsOf(grant.access_grant_id).length > 0 ||
    deviceIdsOfGrant(world, grant).some(opensDevice) ||
    entranceIdsOfGrant(world, grant).some(opensEntrance)
  );
};

const keyOf = (world: World, grant: AccessGrantRow): Partial<AccessMethodRow> => {
  const { workspace_id, user_identity_id, customization_profile_id } = grant;
  const key = addInstantKey(world, workspace_id, {
    user_identity_id,
    ...(customization_profile_id === undefined ? {} : { customization_profile_id }),
  });
  const session = world.state.clientSessions.require(key.client_session_id, workspace_id);
  return { instant_key_url: key.instant_key_url, client_session_token: session.token };
};

/** Digits that no code of the grant's devices has. */
const codeFor = (world: World, grant: AccessGrantRow): string =>
  generateCode(
    world,
    deviceIdsOfGrant(world, grant).flatMap((id) => world.state.devices.get(id) ?? []),
  );

/** Makes an access method for an access grant, with all that it is made of, and has it issued. */
const makeMethod = (world: World, grant: AccessGrantRow, requested: RequestedMethod): string => {
  const { mode, code } = requested;
  const { access_grant_id, customization_profile_id } = grant;
  const method = addAccessMethod(world, grant.workspace_id, {
    access_grant_id,
    mode,
    ...(mode === 'code' ? { code: code ?? codeFor(world, grant) } : {}),
    ...(mode === 'mobile_key' ? keyOf(world, grant) : {}),
    ...(customization_profile_id === undefined ? {} : { customization_profile_id }),
  });
  writeEvent(world, 'access_method.created', aboutMethod(world, method));
  provisionMethods(world, grant, [method]);
  return method.access_method_id;
};

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
