import type { AccessGrantRow, AccessMethodRow, AcsCredentialRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { entranceIdsOfGrant, hasGrantEnded, methodsOfGrant } from '../access-grants/rules.ts';
import { isSettled } from '../access-codes/record.ts';
import { writeEvent } from '../events/write-event.ts';
import {
  accessMethodEventFields,
  codesOfMethod,
  credentialsOfMethod,
  entrancesOfMethod,
  grantsOfMethod,
} from './rules.ts';

/** The entrances that issued credentials of an access grant open. */
const issuedEntrances = (world: World, { access_grant_id }: AccessGrantRow): Set<string> =>
  new Set(
    methodsOfGrant(world, access_grant_id)
      .flatMap(({ access_method_id }) => credentialsOfMethod(world, access_method_id))
      .filter(({ is_issued }) => is_issued === true)
      .flatMap(({ acs_credential_id }) => world.state.credentialEntrances.rightsOf(acs_credential_id)),
  );

/** Runs a change, and writes events for the entrances that the access grant gained and lost by it. */
export const withEntranceEvents = (world: World, grant: AccessGrantRow, change: () => void): void => {
  const before = issuedEntrances(world, grant);
  change();
  const after = issuedEntrances(world, grant);
  const { access_grant_id, workspace_id } = grant;
  const eventFields = { access_grant_id, workspace_id };
  for (const acs_entrance_id of before)
    if (!after.has(acs_entrance_id))
      writeEvent(world, 'access_grant.access_to_door_lost', { ...eventFields, acs_entrance_id });
  const gained = [...after].filter((id) => !before.has(id));
  for (const acs_entrance_id of gained)
    writeEvent(world, 'access_grant.access_granted_to_door', { ...eventFields, acs_entrance_id });
  if (gained.length > 0 && entranceIdsOfGrant(world, grant).every((id) => after.has(id)))
    writeEvent(world, 'access_grant.access_granted_to_all_doors', eventFields);
};

/** Marks a card as ready to be encoded or assigned. */
const requireEncoding = (world: World, method: AccessMethodRow): void => {
  if (method.is_ready_for_encoding === true) return;
  world.state.accessMethods.patch(method.access_method_id, {
    is_issued: false,
    issued_at: null,
    is_encoding_required: true,
    is_ready_for_encoding: true,
    is_assignment_required: false,
    is_ready_for_assignment: true,
  });
  writeEvent(world, 'access_method.card_encoding_required', accessMethodEventFields(world, method));
};

/** Adds an error to an access method that could not be issued. */
const failToIssue = (world: World, method: AccessMethodRow, message: string): void => {
  world.state.accessMethods.patch(method.access_method_id, {
    errors: [{ error_code: 'failed_to_issue', message, created_at: world.clock.timestamp() }],
  });
  writeEvent(world, 'access_method.failed_to_issue', accessMethodEventFields(world, method));
};

/** Issues a credential that needs no card. */
const issueCredential = (world: World, credential: AcsCredentialRow): void => {
  const { acs_credential_id, acs_system_id, connected_account_id, workspace_id } = credential;
  world.state.acsCredentials.patch(acs_credential_id, {
    is_issued: true,
    issued_at: world.clock.timestamp(),
    warnings: credential.warnings.filter(({ warning_code }) => warning_code !== 'waiting_to_be_issued'),
  });
  writeEvent(world, 'acs_credential.issued', {
    workspace_id,
    acs_credential_id,
    acs_system_id,
    connected_account_id,
  });
};

/** Whether a credential has to be issued, for the first time or again. */
export const needsIssue = ({ is_issued, warnings }: AcsCredentialRow): boolean =>
  is_issued === false || warnings.some(({ warning_code }) => warning_code === 'needs_to_be_reissued');

/** Marks an access method as issued, for the first time or again. */
const setIssued = (world: World, method: AccessMethodRow): void => {
  const { access_method_id, was_issued, mode, code } = method;
  world.state.accessMethods.patch(access_method_id, {
    is_issued: true,
    issued_at: world.clock.timestamp(),
    was_issued: true,
    errors: [],
    ...(mode === 'card'
      ? {
          is_encoding_required: false,
          is_ready_for_encoding: false,
          is_assignment_required: false,
          is_ready_for_assignment: false,
        }
      : {}),
  });
  writeEvent(world, was_issued ? 'access_method.reissued' : 'access_method.issued', {
    ...accessMethodEventFields(world, method),
    ...(mode === 'code' && code ? { code, is_backup_code: false } : {}),
  });
};

/** Issues an access method that needs no card, with its new credentials. */
const issueMethod = (world: World, method: AccessMethodRow): void => {
  const { access_method_id, is_issued } = method;
  const [grant] = grantsOfMethod(world, access_method_id);
  if (!grant || hasGrantEnded(world, grant)) return;
  const failure = world.failures.take('access_method.issue');
  if (failure) {
    failToIssue(world, method, failure.message);
    return;
  }
  withEntranceEvents(world, grant, () => {
    for (const credential of credentialsOfMethod(world, access_method_id))
      if (needsIssue(credential)) issueCredential(world, credential);
  });
  if (!is_issued) setIssued(world, method);
};

/** Revokes an access method that is issued. It can be issued again. */
export const revokeMethod = (world: World, method: AccessMethodRow): void => {
  if (!method.is_issued) return;
  world.state.accessMethods.patch(method.access_method_id, { is_issued: false, issued_at: null });
  writeEvent(world, 'access_method.revoked', accessMethodEventFields(world, method));
};

/**
 * Whether an access method has a code, a credential with an entrance, or is a mobile key, which only needs the user
 * identity. An access method whose access was revoked has none of these.
 */
const hasParts = (world: World, { access_method_id, mode }: AccessMethodRow): boolean =>
  codesOfMethod(world, access_method_id).length > 0 ||
  entrancesOfMethod(world, access_method_id).length > 0 ||
  (mode === 'mobile_key' && world.state.methodExceptions.rightsOf(access_method_id).length === 0);

/** Revokes an access method that opens nothing any more. A card is not to be encoded then. */
export const revokeWhenEmpty = (world: World, access_method_id: string): void => {
  const method = world.state.accessMethods.get(access_method_id);
  if (!method || hasParts(world, method)) return;
  if (method.mode === 'card')
    world.state.accessMethods.patch(access_method_id, {
      is_encoding_required: false,
      is_ready_for_encoding: false,
      is_ready_for_assignment: false,
    });
  revokeMethod(world, method);
};

/**
 * Issues an access method when its parts are ready. A card waits to be encoded; the other modes are issued when all
 * codes are set. Does nothing for an access method without parts, or with an error.
 */
export const issueWhenReady = (world: World, access_method_id: string): void => {
  const method = world.state.accessMethods.get(access_method_id);
  if (!method || method.errors.length > 0 || !hasParts(world, method)) return;
  const credentials = credentialsOfMethod(world, access_method_id);
  const isWaiting = credentials.some((credential) => needsIssue(credential));
  if (method.mode === 'card') {
    if (isWaiting) requireEncoding(world, method);
    return;
  }
  const codes = codesOfMethod(world, access_method_id);
  if (method.is_issued && !isWaiting) return;
  if (codes.some(({ errors }) => errors.length > 0))
    failToIssue(world, method, 'The code could not be set on a device.');
  else if (codes.every((code) => isSettled(code))) issueMethod(world, method);
};

/** Issues a card, and its access method when no card in another access system is left to issue. */
export const issueWithAccessMethod = (world: World, acs_credential_id: string, issue: () => void): void => {
  const { methodCredentials, accessMethods } = world.state;
  const [access_method_id = ''] = methodCredentials.leftsOf(acs_credential_id);
  const [grant] = grantsOfMethod(world, access_method_id);
  if (grant) withEntranceEvents(world, grant, issue);
  else issue();
  const method = accessMethods.get(access_method_id);
  const isWaiting = credentialsOfMethod(world, access_method_id).some((row) => needsIssue(row));
  if (method && !method.is_issued && !isWaiting && hasParts(world, method)) setIssued(world, method);
};
