import { writeEvent } from '../../events/write-event.ts';
import type { AccessCodeRow, AccessMethodRow, AcsCredentialRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { codesOfMethod, credentialsOfMethod, grantsOfMethod, hasEnded } from '../access-grants/reach.ts';
import { reportDoors } from '../access-grants/warnings.ts';
import { aboutMethod } from './record.ts';

/** Lets an access method wait for its card, to be encoded or to be assigned. */
const askForCard = (world: World, method: AccessMethodRow): void => {
  if (method.is_ready_for_encoding === true) return;
  world.state.accessMethods.patch(method.access_method_id, {
    is_issued: false,
    issued_at: null,
    is_encoding_required: true,
    is_ready_for_encoding: true,
    is_assignment_required: false,
    is_ready_for_assignment: true,
  });
  writeEvent(world, 'access_method.card_encoding_required', aboutMethod(world, method));
};

/** Lets an access method show that it could not be issued. */
const failToIssue = (world: World, method: AccessMethodRow, message: string): void => {
  world.state.accessMethods.patch(method.access_method_id, {
    errors: [{ error_code: 'failed_to_issue', message, created_at: world.clock.timestamp() }],
  });
  writeEvent(world, 'access_method.failed_to_issue', aboutMethod(world, method));
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

/** Whether a credential has yet to be issued, or to be issued again. */
export const needsIssue = ({ is_issued, warnings }: AcsCredentialRow): boolean =>
  is_issued === false || warnings.some(({ warning_code }) => warning_code === 'needs_to_be_reissued');

/** Lets an access method show that it has been issued, for the first time or again. */
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
    ...aboutMethod(world, method),
    ...(mode === 'code' && code ? { code, is_backup_code: false } : {}),
  });
};

/** Issues an access method that needs no card, and those of its credentials that are new. */
const issueMethod = (world: World, method: AccessMethodRow): void => {
  const { access_method_id, is_issued } = method;
  const [grant] = grantsOfMethod(world, access_method_id);
  if (!grant || hasEnded(world, grant)) return;
  const failure = world.failures.take('access_method.issue');
  if (failure) {
    failToIssue(world, method, failure.message);
    return;
  }
  reportDoors(world, grant, () => {
    for (const credential of credentialsOfMethod(world, access_method_id))
      if (needsIssue(credential)) issueCredential(world, credential);
  });
  if (!is_issued) setIssued(world, method);
};

/** Ends that an access method is issued, if it is. It can be issued again. */
export const revokeMethod = (world: World, method: AccessMethodRow): void => {
  if (!method.is_issued) return;
  world.state.accessMethods.patch(method.access_method_id, { is_issued: false, issued_at: null });
  writeEvent(world, 'access_method.revoked', aboutMethod(world, method));
};

/** Whether nothing has to happen to an access code, or nothing before its time comes. */
const isSettled = ({ status, pending_mutations }: AccessCodeRow): boolean =>
  pending_mutations.length === 0
    ? status === 'set'
    : pending_mutations.every(({ mutation_code }) => mutation_code === 'deferring_creation');

/**
 * Brings an access method on its way once it is clear what it is made of: a card waits to be encoded, the others are
 * issued when the devices have their codes. One that is made of nothing yet waits for that, and one that has failed for
 * its access grant to change.
 */
export const settleMethod = (world: World, access_method_id: string): void => {
  const method = world.state.accessMethods.get(access_method_id);
  if (!method || method.errors.length > 0) return;
  const credentials = credentialsOfMethod(world, access_method_id);
  const isWaiting = credentials.some((credential) => needsIssue(credential));
  if (method.mode === 'card') {
    if (isWaiting) askForCard(world, method);
    return;
  }
  const codes = codesOfMethod(world, access_method_id);
  const isSomething = codes.length > 0 || credentials.length > 0 || method.mode === 'mobile_key';
  if (!isSomething || (method.is_issued && !isWaiting)) return;
  if (codes.some(({ errors }) => errors.length > 0))
    failToIssue(world, method, 'The code could not be set on a device.');
  else if (codes.every((code) => isSettled(code))) issueMethod(world, method);
};

/** Issues a card, and with it the access method it is for, unless that needs further cards in other access systems. */
export const withMethodsOfCard = (world: World, acs_credential_id: string, issue: () => void): void => {
  const { methodCredentials, accessMethods } = world.state;
  const [access_method_id = ''] = methodCredentials.leftsOf(acs_credential_id);
  const [grant] = grantsOfMethod(world, access_method_id);
  if (grant) reportDoors(world, grant, issue);
  else issue();
  const method = accessMethods.get(access_method_id);
  const isWaiting = credentialsOfMethod(world, access_method_id).some((row) => needsIssue(row));
  if (method && !method.is_issued && !isWaiting) setIssued(world, method);
};
