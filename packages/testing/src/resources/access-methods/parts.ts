import { writeEvent } from '../../events/write-event.ts';
import type {
  AccessCodeRow,
  AccessGrantRow,
  AccessMethodRow,
  AcsCredentialRow,
  DeviceRow,
} from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { generateCode, isCodeTaken } from '../access-codes/codes.ts';
import { aboutAccessCode, addAccessCode } from '../access-codes/record.ts';
import { warnGrant } from '../access-grants/warnings.ts';
import { addAcsCredential } from '../acs/credentials/record.ts';
import { userInSystem } from '../acs/users/find.ts';

interface CodePlace {
  readonly grant: AccessGrantRow;
  readonly method: AccessMethodRow;
  readonly device: DeviceRow;
}

/** Makes the code of an access method for a device; other digits, and a warning, where the device has these already. */
export const addCodeOfMethod = (world: World, { grant, method, device }: CodePlace): AccessCodeRow => {
  const { device_id, workspace_id } = device;
  const wanted = method.code ?? generateCode(world, [device]);
  const isTaken = isCodeTaken(world, { device_id, code: wanted });
  const code = isTaken ? generateCode(world, [device]) : wanted;
  if (isTaken)
    warnGrant(world, grant.access_grant_id, {
      warning_code: 'requested_code_unavailable',
      message: 'The device has the code already, so another one was set.',
      device_id,
      original_code: wanted,
      new_code: code,
    });
  const row = addAccessCode(world, workspace_id, {
    device_id,
    code,
    name: grant.name,
    access_method_id: method.access_method_id,
    starts_at: grant.starts_at,
    ends_at: grant.ends_at,
    status: 'unset',
  });
  writeEvent(world, 'access_code.created', aboutAccessCode(world, row));
  return row;
};

interface CredentialPlace {
  readonly grant: AccessGrantRow;
  readonly method: AccessMethodRow;
  readonly acs_system_id: string;
}

/** Makes the credential of an access method in an access system, for the ACS user of the grant's person there. */
export const addCredentialOfMethod = (
  world: World,
  { grant, method, acs_system_id }: CredentialPlace,
): AcsCredentialRow => {
  const { state, clock } = world;
  const { workspace_id, user_identity_id } = grant;
  const identity = state.userIdentities.require(user_identity_id, workspace_id);
  const { acs_user_id } = userInSystem(world, identity, acs_system_id);
  const credential = addAcsCredential(world, workspace_id, {
    acs_user_id,
    access_method: method.mode,
    display_name: method.display_name,
    is_issued: false,
    ...(method.mode === 'code' ? { code: method.code ?? null } : {}),
    warnings: [
      {
        warning_code: 'waiting_to_be_issued',
        message: 'The credential has not been issued yet.',
        created_at: clock.timestamp(),
      },
    ],
  });
  state.methodCredentials.add(method.access_method_id, credential.acs_credential_id);
  return credential;
};
