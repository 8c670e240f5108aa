import { isCurrent } from '../fake/moment.ts';
import type { AccessCodeRow, AccessGrantRow, DeviceRow } from '../fake/rows.ts';
import type { AcsCredentialRow, AcsEntranceRow, AcsUserRow } from '../fake/acs-rows.ts';
import type { World } from '../fake/world.ts';
import { changesTimes } from '../resources/access-methods/pending.ts';
import { isUsable } from '../resources/access-codes/record.ts';
import {
  credentialsOfGrant,
  deviceIdsOfGrant,
  entranceIdsOfGrant,
} from '../resources/access-grants/rules.ts';

/** What the doors that are open depend on. A fake has it, too. */
type Reach = Pick<World, 'state' | 'clock' | 'assumptions'>;

const present = <TRow>(rows: (TRow | undefined)[]): TRow[] => rows.filter((row) => row !== undefined);

/** The ACS users of a user identity. */
export const acsUsersOf = ({ state }: Pick<Reach, 'state'>, user_identity_id: string): AcsUserRow[] =>
  state.acsUsers.by('user_identity_id', user_identity_id);

/**
 * The ACS users that were unlinked from a user identity and are not linked to another one since. Their cards may still be in
 * that person's pocket.
 */
export const unlinkedAcsUsersOf = ({ state }: Pick<Reach, 'state'>, user_identity_id: string): AcsUserRow[] =>
  state.acsUsers
    .by('former_user_identity_id', user_identity_id)
    .filter((user) => user.user_identity_id === undefined);

/** Whether an access code opens its device now. */
export const opensDeviceNow = (world: Omit<Reach, 'assumptions'>, code: AccessCodeRow): boolean =>
  isUsable(code) && isCurrent(world, code);

/**
 * The access codes that still open their devices for a user identity although they belong to no access grant of it any more.
 */
export const codesLeftBy = (world: Omit<Reach, 'assumptions'>, user_identity_id: string): AccessCodeRow[] =>
  world.state.accessCodes
    .by('former_user_identity_id', user_identity_id)
    .filter((code) => opensDeviceNow(world, code));

const grantsOf = ({ state }: Pick<Reach, 'state'>, user_identity_id: string): AccessGrantRow[] =>
  state.accessGrants.by('user_identity_id', user_identity_id);

/**
 * The access grants whose doors count as open although no access method opens them:
 * see `assumptions.doors_of_access_grants`.
 */
const grantsThatCount = (world: Reach, user_identity_id: string): AccessGrantRow[] =>
  world.assumptions.doors_of_access_grants === 'named'
    ? grantsOf(world, user_identity_id).filter((grant) => isCurrent(world, grant))
    : [];

/** The devices that an access grant opens now: those that have one of its access codes. */
export const openDeviceIdsOfGrant = (
  world: Omit<Reach, 'assumptions'>,
  { access_grant_id }: AccessGrantRow,
): string[] =>
  world.state.grantMethods
    .rightsOf(access_grant_id)
    .flatMap((method) => world.state.accessCodes.by('access_method_id', method))
    .filter((code) => opensDeviceNow(world, code))
    .map(({ device_id }) => device_id);

/** The devices a user identity may use: those granted directly, and those its access grants open. */
export const devicesOf = (world: Reach, user_identity_id: string): DeviceRow[] => {
  const ids = new Set([
    ...world.state.deviceAccess.rightsOf(user_identity_id),
    ...grantsOf(world, user_identity_id).flatMap((grant) => openDeviceIdsOfGrant(world, grant)),
    ...grantsThatCount(world, user_identity_id).flatMap((grant) => deviceIdsOfGrant(world, grant)),
  ]);
  return present([...ids].map((id) => world.state.devices.get(id)));
};

/** The entrances that a credential is for now, whether it is issued or not. */
export const entranceIdsOfCredential = (
  world: Omit<Reach, 'assumptions'>,
  credential: AcsCredentialRow,
): string[] =>
  isCurrent(world, credential) && credential.visionline_metadata?.is_valid !== false
    ? world.state.credentialEntrances.rightsOf(credential.acs_credential_id)
    : [];

/** Whether an access system is changing the period of a credential. Meanwhile the credential is not valid. */
const isBeingReprogrammed = (
  { state }: Pick<Reach, 'state'>,
  { acs_credential_id }: AcsCredentialRow,
): boolean =>
  state.acsChanges
    .by('acs_credential_id', acs_credential_id)
    .some(({ change }) => change.kind === 'update_credential' && changesTimes(change));

/** The entrances that a credential opens now: it is issued, and its access system is not reprogramming it. */
export const openEntranceIdsOfCredential = (
  world: Omit<Reach, 'assumptions'>,
  credential: AcsCredentialRow,
): string[] =>
  credential.is_issued === false || isBeingReprogrammed(world, credential)
    ? []
    : entranceIdsOfCredential(world, credential);

/** The entrances the members of an access group can open now. */
export const entranceIdsOfGroup = (
  world: Omit<Reach, 'assumptions'>,
  acs_access_group_id: string,
): string[] =>
  isCurrent(world, world.state.acsAccessGroups.get(acs_access_group_id)?.access_schedule)
    ? world.state.groupEntrances.rightsOf(acs_access_group_id)
    : [];

const entranceIdsOf = (world: Reach, acs_user_id: string): string[] => [
  ...world.state.entranceAccess.rightsOf(acs_user_id),
  ...world.state.groupMembers.rightsOf(acs_user_id).flatMap((group) => entranceIdsOfGroup(world, group)),
  ...world.state.acsCredentials
    .by('acs_user_id', acs_user_id)
    .flatMap((credential) => openEntranceIdsOfCredential(world, credential)),
];

/** The errors of an ACS user that the access system does not have, or does not let in. */
const shutOut = new Set<string>([
  'deleted_externally',
  'failed_to_create_on_acs_system',
  'latch_conflict_with_resident_user',
  'salto_ks_subscription_limit_exceeded',
]);

/** The warnings of an ACS user that is there, but that the access system does not let in now. */
const inactive = new Set<string>(['acs_user_inactive', 'salto_ks_user_not_subscribed']);

/** Whether the access system has the user and lets it in. */
export const isInSystem = (
  { state }: Pick<Reach, 'state'>,
  { acs_user_id, errors, warnings }: AcsUserRow,
): boolean =>
  !errors.some(({ error_code }) => shutOut.has(error_code)) &&
  !warnings.some(({ warning_code }) => inactive.has(warning_code)) &&
  !state.acsChanges.by('acs_user_id', acs_user_id).some(({ change }) => change.kind === 'create_user');

/** Whether the access system has the user and lets it in, within its schedule: it is not suspended. */
export const isLetIn = (world: Reach, user: AcsUserRow): boolean =>
  isInSystem(world, user) && (user.is_suspended !== true || world.assumptions.suspended_user_opens);

/** Whether an ACS user can open anything at all now. */
const isActive = (world: Reach, user: AcsUserRow): boolean =>
  isLetIn(world, user) && isCurrent(world, user.access_schedule);

const entranceIdsOfUsers = (world: Reach, users: readonly AcsUserRow[]): string[] =>
  users
    .filter((user) => isActive(world, user))
    .flatMap(({ acs_user_id }) => entranceIdsOf(world, acs_user_id));

/**
 * The entrances that ACS users can open: directly, through their access groups, and with their credentials. One that
 * is suspended, or whose schedule has ended, can open none.
 */
export const entrancesOf = (world: Reach, users: readonly AcsUserRow[]): AcsEntranceRow[] => {
  return present(
    [...new Set(entranceIdsOfUsers(world, users))].map((id) => world.state.acsEntrances.get(id)),
  );
};

/** Whether a credential opens an entrance now: it is valid, and its ACS user is active. */
export const opensNow = (world: Reach, credential: AcsCredentialRow, acs_entrance_id: string): boolean => {
  const user = world.state.acsUsers.get(credential.acs_user_id ?? '');
  return (
    user !== undefined &&
    isActive(world, user) &&
    openEntranceIdsOfCredential(world, credential).includes(acs_entrance_id)
  );
};

/**
 * The entrances that an access grant opens now: those of its issued credentials. A credential opens nothing while its
 * ACS user cannot. An ACS user that was unlinked from the user identity keeps its credentials.
 */
const openEntranceIdsOfGrant = (world: Reach, grant: AccessGrantRow): string[] =>
  credentialsOfGrant(world, grant)
    .filter(({ acs_user_id = '' }) => {
      const user = world.state.acsUsers.get(acs_user_id);
      return user !== undefined && isActive(world, user);
    })
    .flatMap((credential) => openEntranceIdsOfCredential(world, credential));

/** The entrances a user identity may open: those of its ACS users, and those its access grants open. */
export const entrancesOfIdentity = (world: Reach, user_identity_id: string): AcsEntranceRow[] => {
  const ids = new Set([
    ...entranceIdsOfUsers(world, acsUsersOf(world, user_identity_id)),
    ...grantsOf(world, user_identity_id).flatMap((grant) => openEntranceIdsOfGrant(world, grant)),
    ...grantsThatCount(world, user_identity_id).flatMap((grant) => entranceIdsOfGrant(world, grant)),
  ]);
  return present([...ids].map((id) => world.state.acsEntrances.get(id)));
};
