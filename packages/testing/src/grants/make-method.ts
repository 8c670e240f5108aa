import { generateCode } from '../access-codes/generate-code.ts';
import { writeEvent } from '../events/write-event.ts';
import { addAccessMethod } from '../fixtures/access-methods.ts';
import { addInstantKey } from '../fixtures/instant-keys.ts';
import type { AccessGrantRow, AccessMethodRow } from '../rows.ts';
import type { World } from '../world.ts';
import { aboutMethod } from './about-method.ts';
import { deviceIdsOfGrant } from './reach-of-grant.ts';
import type { RequestedMethod } from './requested-method.ts';
import { provisionMethods } from './provision-methods.ts';

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
export const makeMethod = (world: World, grant: AccessGrantRow, requested: RequestedMethod): string => {
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
