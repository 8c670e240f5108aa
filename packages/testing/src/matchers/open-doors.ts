import {
  acsUsersOf,
  entranceIdsOfGroup,
  entrancesOf,
  entrancesOfIdentity,
  openEntranceIdsOfCredential,
  unlinkedAcsUsersOf,
} from '../access/reach.ts';
import type { FakeSeam } from '../fake/fake-seam.ts';
import type { AcsCredentialRow, AcsUserRow } from '../fake/acs-rows.ts';
import { credentialsOfGrant, entranceIdsOfGrant } from '../resources/access-grants/rules.ts';
import type { AccessSubject } from './access-subject.ts';
import { leftDoors } from './left-doors.ts';
import { type OpenDoor, openDevices, openDevicesOfCode } from './open-devices.ts';
import { grantsOf, named, viaGrants } from './reasons.ts';

/** The ACS users of a person, also those that were unlinked from it, or one ACS user. */
const acsUsersOfSubject = (
  fake: FakeSeam,
  { user_identity_id, acs_user_id = '' }: AccessSubject,
): AcsUserRow[] =>
  user_identity_id === undefined
    ? [fake.state.acsUsers.get(acs_user_id)].filter((user) => user !== undefined)
    : [...acsUsersOf(fake, user_identity_id), ...unlinkedAcsUsersOf(fake, user_identity_id)];

/** How an ACS user can open an entrance; nothing when it cannot, for example because it is suspended. */
const viaAcsUser = (fake: FakeSeam, user: AcsUserRow, entrance: string): string[] => {
  const { state } = fake;
  const { acs_user_id, user_identity_id, former_user_identity_id } = user;
  if (!entrancesOf(fake, [user]).some(({ acs_entrance_id }) => acs_entrance_id === entrance)) return [];
  const groups = state.groupMembers
    .rightsOf(acs_user_id)
    .filter((group) => entranceIdsOfGroup(fake, group).includes(entrance));
  const credentials = state.acsCredentials
    .by('acs_user_id', acs_user_id)
    .filter((credential) => openEntranceIdsOfCredential(fake, credential).includes(entrance));
  const ways = [
    ...(state.entranceAccess.has(acs_user_id, entrance) ? ['directly'] : []),
    ...groups.map((id) => named('access group', state.acsAccessGroups.get(id)?.name, id)),
    ...credentials.map((row) => named('credential', row.display_name, row.acs_credential_id)),
  ];
  const system = state.acsSystems.get(user.acs_system_id)?.name ?? user.acs_system_id;
  const isUnlinked = user_identity_id === undefined && former_user_identity_id !== undefined;
  const unlinked = isUnlinked ? ', unlinked from the user identity' : '';
  return [`ACS user ${acs_user_id} in "${system}"${unlinked}: ${ways.join(', ')}`];
};

/** Why a person, or an ACS user, can open an entrance. */
const whyEntrance = (fake: FakeSeam, subject: AccessSubject, acs_entrance_id: string): string[] => {
  const { user_identity_id } = subject;
  const ways = acsUsersOfSubject(fake, subject).flatMap((user) => viaAcsUser(fake, user, acs_entrance_id));
  const isFor = (credential: AcsCredentialRow) =>
    openEntranceIdsOfCredential(fake, credential).includes(acs_entrance_id);
  const granted = viaGrants(
    user_identity_id === undefined ? [] : grantsOf(fake, user_identity_id),
    (grant) => credentialsOfGrant(fake, grant).some(isFor),
    (grant) => ways.length === 0 && entranceIdsOfGrant(fake, grant).includes(acs_entrance_id),
  );
  return [...granted, ...ways];
};

/** The entrances of a person or an ACS user: what the API lists, and those of the ACS users that were unlinked. */
const openEntrances = (fake: FakeSeam, subject: AccessSubject): OpenDoor[] => {
  const listed =
    subject.user_identity_id === undefined ? [] : entrancesOfIdentity(fake, subject.user_identity_id);
  const ofUsers = entrancesOf(fake, acsUsersOfSubject(fake, subject));
  return [...new Set([...listed, ...ofUsers])].map(({ acs_entrance_id, display_name }) => ({
    id: acs_entrance_id,
    name: display_name,
    kind: 'entrance',
    reasons: whyEntrance(fake, subject, acs_entrance_id),
  }));
};

/**
 * The doors that the person can open now, with the reasons. All rows are read at once: a request that the test did not wait
 * for has changed nothing yet.
 */
export const openDoors = (fake: FakeSeam, subject: AccessSubject): OpenDoor[] => {
  const { user_identity_id, device_id, acs_entrance_id, access_code_id } = subject;
  fake.clock.settle();
  if (access_code_id !== undefined)
    return [...openDevicesOfCode(fake, access_code_id), ...leftDoors(fake, subject)];
  const doors = [
    ...(user_identity_id === undefined ? [] : openDevices(fake, user_identity_id)),
    ...openEntrances(fake, subject),
    ...leftDoors(fake, subject),
  ];
  return doors.filter(
    ({ id, kind }) =>
      (device_id === undefined && acs_entrance_id === undefined) ||
      id === (kind === 'device' ? device_id : acs_entrance_id),
  );
};
