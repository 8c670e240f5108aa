import type { AccessGrantRow, AccessMethodRow } from '../../fake/rows.ts';
import type { AcsCredentialRow } from '../../fake/acs-rows.ts';
import type { World } from '../../fake/world.ts';
import { isInSystem } from '../../access/reach.ts';
import { hasGrantEnded } from '../access-grants/rules.ts';
import { isSettled } from '../access-codes/record.ts';
import { withEntranceEvents } from './entrance-events.ts';
import { finishMethodDeletion, isBeingDeleted } from './finish-deletion.ts';
import { failToIssue, issueCredential, needsIssue, requireEncoding, setIssued } from './mark-issued.ts';
import { hasParts, revokeWhenEmpty } from './revoke.ts';
import { codesOfMethod, credentialsOfMethod, grantsOfMethod } from './rules.ts';

const acsFailures = new Set<string>(['failed_to_create_on_acs_system', 'failed_to_update_on_acs_system']);

/** Issues an access method that needs no card, with its new credentials. */
const issueMethod = (world: World, method: AccessMethodRow): void => {
  const { access_method_id, is_issued } = method;
  const [grant] = grantsOfMethod(world, access_method_id);
  if (!grant || hasGrantEnded(world, grant)) return;
  const failure = world.failures.take('access_method.issue');
  if (failure) {
    failToIssue(world, method, failure.message);
    world.state.accessMethods.patch(access_method_id, { issue_failed_at: world.clock.timestamp() });
    world.schedule(world.assumptions.issue_delay_ms, {
      name: 'settle_access_method',
      args: { access_method_id },
    });
    return;
  }
  withEntranceEvents(world, grant, () => {
    for (const credential of credentialsOfMethod(world, access_method_id))
      if (needsIssue(credential)) issueCredential(world, credential);
  });
  if (!is_issued) setIssued(world, method);
};

/** Whether the access system has the credential as it is to be, and the ACS user who has it. */
const isInPlace = (world: World, { acs_credential_id, acs_user_id = '' }: AcsCredentialRow): boolean => {
  const { acsChanges, acsUsers } = world.state;
  const user = acsUsers.get(acs_user_id);
  return (
    (user === undefined || isInSystem(world, user)) &&
    !acsChanges
      .by('acs_credential_id', acs_credential_id)
      .some(({ change }) => change.kind === 'create_credential' || change.kind === 'update_credential')
  );
};

/** The ACS errors that keep a credential from being issued: its own, and that its ACS user could not be created. */
const hasFailed = (world: World, { errors, acs_user_id = '' }: AcsCredentialRow): boolean =>
  errors.some(({ error_code }) => acsFailures.has(error_code)) ||
  world.state.acsUsers
    .get(acs_user_id)
    ?.errors.some(({ error_code }) => error_code === 'failed_to_create_on_acs_system') === true;

/** Whether a mobile key waits for a phone of its user identity: see `assumptions.mobile_keys_need_phone`. */
const waitsForPhone = (
  { state, assumptions }: World,
  { mode }: AccessMethodRow,
  { user_identity_id }: AccessGrantRow,
): boolean =>
  assumptions.mobile_keys_need_phone &&
  mode === 'mobile_key' &&
  state.phones.countBy('user_identity_id', user_identity_id) === 0;

/**
 * Whether issuing an access method was tried at this moment without success. The next attempt is made later, unless a
 * change of the access grant has cleared the error.
 */
const hasJustFailed = ({ clock }: World, { errors, issue_failed_at }: AccessMethodRow): boolean =>
  errors.length > 0 && issue_failed_at === clock.timestamp();

/**
 * Issues an access method when its parts are ready. A card waits to be encoded; the other modes are issued when devices
 * have all codes, and access systems all credentials with their ACS users. An access method that is being deleted is
 * deleted when nothing of it is left.
 */
export const settleMethod = (world: World, access_method_id: string): void => {
  const method = world.state.accessMethods.get(access_method_id);
  if (!method || world.provisioning.has(access_method_id)) return;
  if (isBeingDeleted(method)) {
    finishMethodDeletion(world, method);
    return;
  }
  revokeWhenEmpty(world, access_method_id);
  const [grant] = grantsOfMethod(world, access_method_id);
  if (!grant || !method.is_managed || !hasParts(world, method) || hasJustFailed(world, method)) return;
  const credentials = credentialsOfMethod(world, access_method_id);
  const isWaiting = credentials.some((credential) => needsIssue(credential));
  const codes = codesOfMethod(world, access_method_id);
  const isReady = credentials.every((credential) => isInPlace(world, credential));
  if (method.mode === 'card') {
    if (isWaiting && isReady) requireEncoding(world, method);
    return;
  }
  if (method.is_issued && !isWaiting) return;
  if (codes.some(({ errors }) => errors.length > 0))
    failToIssue(world, method, 'The code could not be set on a device.');
  else if (credentials.some((credential) => hasFailed(world, credential)))
    failToIssue(world, method, 'The access system could not create the credential.');
  else if (isReady && codes.every((code) => isSettled(code)) && !waitsForPhone(world, method, grant))
    issueMethod(world, method);
};

/** Settles the access methods that are made of a credential. */
export const settleMethodsOf = (world: World, acs_credential_id = ''): void => {
  for (const id of world.state.methodCredentials.leftsOf(acs_credential_id)) settleMethod(world, id);
};

/** Settles the access methods of an ACS user whose state has changed: the access system may let it in again. */
export const settleMethodsOfUser = (world: World, acs_user_id: string): void => {
  for (const { acs_credential_id } of world.state.acsCredentials.by('acs_user_id', acs_user_id))
    settleMethodsOf(world, acs_credential_id);
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
