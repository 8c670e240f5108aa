import type { AccessGrantRow } from '../../fake/rows.ts';
import type { AcsCredentialRow, AcsUserRow } from '../../fake/acs-rows.ts';
import type { World } from '../../fake/world.ts';
import { entranceIdsOfGrant, hasGrantEnded, methodsOfGrant } from '../access-grants/rules.ts';
import { warnOfMissingAccess } from '../access-grants/warnings.ts';
import { withEntranceEvents } from './entrance-events.ts';
import { finishMethodDeletion, isBeingDeleted } from './finish-deletion.ts';
import { revokeWhenEmpty } from './revoke.ts';
import { entrancesOfMethod, grantsOfMethod } from './rules.ts';

/** The entrances that an access grant is to open. When it has none of these any more, they were not revoked. */
const grantedEntrances = (world: World, grant: AccessGrantRow): string[] =>
  hasGrantEnded(world, grant) ? [] : entranceIdsOfGrant(world, grant);

/**
 * Runs a change of an access system that takes entrances from credentials, or deletes them. The access methods made of
 * these credentials lose the entrances: a later change of their access grants does not bring them back. An access method
 * that opens nothing any more is revoked, and its access grants show a warning. One that is being deleted is deleted when
 * nothing of it is left.
 */
export const loseAccess = (
  world: World,
  credentials: readonly AcsCredentialRow[],
  change: () => void,
): void => {
  const { state } = world;
  // Most credentials belong to no access method.
  if (credentials.every((row) => state.methodCredentials.leftsOf(row.acs_credential_id).length === 0)) {
    change();
    return;
  }
  const all = [
    ...new Set(credentials.flatMap((row) => state.methodCredentials.leftsOf(row.acs_credential_id))),
  ].flatMap((id) => state.accessMethods.get(id) ?? []);
  const leaving = all.filter((method) => isBeingDeleted(method));
  const methods = all
    .filter((method) => !isBeingDeleted(method))
    .map(({ access_method_id }) => access_method_id);
  const grants = new Map(
    methods.flatMap((id) => grantsOfMethod(world, id)).map((grant) => [grant.access_grant_id, grant]),
  );
  const before = methods.map((id) => ({ id, entrances: entrancesOfMethod(world, id) }));

  let run = change;
  for (const grant of grants.values()) {
    const inner = run;
    run = () => withEntranceEvents(world, grant, inner);
  }
  run();

  for (const { id, entrances } of before) {
    const kept = new Set(entrancesOfMethod(world, id));
    const granted = new Set(grantsOfMethod(world, id).flatMap((grant) => grantedEntrances(world, grant)));
    for (const entrance of entrances)
      if (!kept.has(entrance) && granted.has(entrance)) state.methodExceptions.add(id, entrance);
    revokeWhenEmpty(world, id);
  }
  for (const access_grant_id of grants.keys()) warnOfMissingAccess(world, access_grant_id);
  for (const method of leaving) finishMethodDeletion(world, method);
};

/** The entrances that a credential gets when a change that failed or waits is tried again. */
const entrancesToRetry = ({ state }: World, { acs_credential_id }: AcsCredentialRow): string[] =>
  state.acsChanges
    .by('acs_credential_id', acs_credential_id)
    .flatMap(({ change, has_failed, is_waiting }) =>
      change.kind === 'update_credential' && (has_failed === true || is_waiting === true)
        ? change.to.acs_entrance_ids
        : [],
    );

/**
 * Runs a change of an access system that takes all entrances from credentials, or deletes them. The access methods also
 * lose the entrances that a failed change was to add.
 */
export const loseAllAccess = (
  world: World,
  credentials: readonly AcsCredentialRow[],
  change: () => void,
): void => {
  const { methodCredentials, methodExceptions } = world.state;
  for (const credential of credentials)
    for (const entrance of entrancesToRetry(world, credential))
      for (const method of methodCredentials.leftsOf(credential.acs_credential_id))
        methodExceptions.add(method, entrance);
  loseAccess(world, credentials, change);
};

/**
 * Lets the access grants that have ended lose the entrances that an ACS user opened through them. Nothing opens these any
 * more, but an access grant that is extended afterwards would.
 */
export const loseEndedAccess = (
  world: World,
  { acs_user_id, acs_system_id, user_identity_id }: AcsUserRow,
): void => {
  if (user_identity_id === undefined) return;
  const { accessGrants, acsEntrances, acsUsers, methodExceptions } = world.state;
  const user = acsUsers
    .by('user_identity_id', user_identity_id)
    .find((other) => other.acs_system_id === acs_system_id);
  if (user?.acs_user_id !== acs_user_id) return;
  for (const grant of accessGrants.by('user_identity_id', user_identity_id)) {
    if (!hasGrantEnded(world, grant) || isBeingDeleted(grant)) continue;
    const entrances = entranceIdsOfGrant(world, grant).filter(
      (id) => acsEntrances.get(id)?.acs_system_id === acs_system_id,
    );
    for (const { access_method_id } of methodsOfGrant(world, grant.access_grant_id))
      for (const id of entrances) methodExceptions.add(access_method_id, id);
    warnOfMissingAccess(world, grant.access_grant_id);
  }
};
