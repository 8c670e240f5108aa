import { apiError } from '@org/seam-server';
import type { AccessGrantRow, AccessMethodRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { addAccessMethod } from '../access-methods/record.ts';
import {
  accessMethodEventFields,
  isUsableForDevice,
  isUsableForEntrance,
  modeNames,
  type RequestedMethod,
} from '../access-methods/rules.ts';
import { writeEvent } from '../events/write-event.ts';
import { addInstantKey } from '../instant-keys/record.ts';
import { chooseSharedCode } from './choose-code.ts';
import { provisionMethods } from './provision.ts';
import { deviceIdsOfGrant, entranceIdsOfGrant } from './rules.ts';
import { warnOfDevices } from './warnings.ts';

/**
 * Checks that `code` and `instant_key_max_use_count` are only given for the modes that have them.
 * @throws SeamInvalidInputError
 */
export const checkRequestedMethods = (requests: readonly RequestedMethod[]): void => {
  for (const { mode, code, instant_key_max_use_count } of requests) {
    if (code !== undefined && mode !== 'code')
      throw apiError('invalid_input', { message: 'Pass code only for an access method of mode code.' });
    if (instant_key_max_use_count !== undefined && mode !== 'mobile_key')
      throw apiError('invalid_input', {
        message: 'Pass instant_key_max_use_count only for an access method of mode mobile_key.',
      });
  }
};

/**
 * Whether the access grant has anything that an access method of the mode can open. Entrances may be added to a space
 * later, and a mobile key only needs the user identity.
 */
const isCreatable = (world: World, grant: AccessGrantRow, mode: RequestedMethod['mode']): boolean => {
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

const createInstantKey = (world: World, grant: AccessGrantRow): Partial<AccessMethodRow> => {
  const { workspace_id, user_identity_id, customization_profile_id } = grant;
  const key = addInstantKey(world, workspace_id, {
    user_identity_id,
    ...(customization_profile_id === undefined ? {} : { customization_profile_id }),
  });
  const session = world.state.clientSessions.require(key.client_session_id, workspace_id);
  return { instant_key_url: key.instant_key_url, client_session_token: session.token };
};

/** Creates an access method of an access grant, with its codes, credentials or instant key. */
const createMethod = (world: World, grant: AccessGrantRow, requested: RequestedMethod): string => {
  const { mode, code } = requested;
  const { access_grant_id, customization_profile_id } = grant;
  const method = addAccessMethod(world, grant.workspace_id, {
    access_grant_id,
    mode,
    ...(mode === 'code' ? { code: chooseSharedCode(world, grant, code) } : {}),
    ...(mode === 'mobile_key' ? createInstantKey(world, grant) : {}),
    ...(customization_profile_id === undefined ? {} : { customization_profile_id }),
  });
  writeEvent(world, 'access_method.created', accessMethodEventFields(world, method));
  provisionMethods(world, grant, [method]);
  return method.access_method_id;
};

/** Creates the requested access methods. One that cannot be created adds an error to the access grant. */
export const requestMethods = (
  world: World,
  grant: AccessGrantRow,
  requests: readonly RequestedMethod[],
): void => {
  const { accessGrants } = world.state;
  const { access_grant_id, workspace_id } = grant;
  if (requests.some(({ mode }) => mode === 'code')) warnOfDevices(world, grant);
  for (const request of requests) {
    const isPossible = isCreatable(world, grant, request.mode);
    const created = isPossible ? [createMethod(world, grant, request)] : [];
    if (!isPossible) addRequestError(world, grant, request);
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

/** Adds an error to an access grant: a requested access method cannot be created. */
const addRequestError = (
  world: World,
  { access_grant_id, workspace_id }: AccessGrantRow,
  { mode }: RequestedMethod,
): void => {
  const grant = world.state.accessGrants.require(access_grant_id, workspace_id);
  const message = `The access grant has no device or entrance that supports the mode ${mode}.`;
  const missing = deviceIdsOfGrant(world, grant);
  const missing_device_ids = missing.length > 0 ? { missing_device_ids: missing } : {};
  world.state.accessGrants.patch(access_grant_id, {
    errors: [
      ...grant.errors,
      {
        error_code: 'cannot_create_requested_access_methods',
        message,
        created_at: world.clock.timestamp(),
        ...missing_device_ids,
      },
    ],
  });
  writeEvent(world, 'access_grant.could_not_create_requested_access_methods', {
    workspace_id,
    access_grant_id,
    error_message: message,
    ...missing_device_ids,
  });
};
