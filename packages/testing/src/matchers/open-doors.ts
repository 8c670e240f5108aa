import {
  acsUsersOf,
  codesLeftBy,
  devicesOf,
  entranceIdsOfGroup,
  entrancesOf,
  entrancesOfIdentity,
  openDeviceIdsOfGrant,
  openEntranceIdsOfCredential,
  unlinkedAcsUsersOf,
} from '../access/reach.ts';
import type { FakeSeam } from '../fake/create-fake.ts';
import type { AccessGrantRow, AcsCredentialRow, AcsUserRow } from '../fake/rows.ts';
import {
  credentialsOfGrant,
  deviceIdsOfGrant,
  entranceIdsOfGrant,
} from '../resources/access-grants/rules.ts';

interface OfIdentity {
  /** A person, with the access of the person's ACS users. */
  readonly user_identity_id: string;
  readonly acs_user_id?: undefined;
}

interface OfAcsUser {
  /** One ACS user alone. */
  readonly acs_user_id: string;
  readonly user_identity_id?: undefined;
  readonly device_id?: undefined;
}

interface ToEntrance {
  /** The entrance. Default: any door. */
  readonly acs_entrance_id?: string | undefined;
}

interface ToDevice {
  /** The device. */
  readonly device_id: string;
  readonly acs_entrance_id?: undefined;
}

/** A person or an ACS user, and optionally one door. */
export type AccessSubject =
  | (OfIdentity & ToDevice)
  | (OfIdentity & ToEntrance & { readonly device_id?: undefined })
  | (OfAcsUser & ToEntrance);

const named = (kind: string, name: string | null | undefined, id: string): string =>
  `${kind} ${name ? `"${name}" (${id})` : id}`;

const grantsOf = ({ state }: FakeSeam, user_identity_id: string): AccessGrantRow[] =>
  state.accessGrants.by('user_identity_id', user_identity_id);

const nameGrant = ({ access_grant_id, name, display_name }: AccessGrantRow): string =>
  named('access grant', name ?? display_name, access_grant_id);

/** The access grants that open a door. If none does, the door is listed because access grants name it. */
const viaGrants = (
  grants: readonly AccessGrantRow[],
  opens: (grant: AccessGrantRow) => boolean,
  names: (grant: AccessGrantRow) => boolean,
): string[] => {
  const opening = grants.filter(opens);
  return (opening.length > 0 ? opening : grants.filter(names)).map(nameGrant);
};

/** Why a person can open a device. */
const whyDevice = (fake: FakeSeam, user_identity_id: string, device_id: string): string[] => {
  const left = codesLeftBy(fake, user_identity_id).filter((code) => code.device_id === device_id);
  return [
    ...(fake.state.deviceAccess.has(user_identity_id, device_id) ? ['granted directly'] : []),
    ...viaGrants(
      grantsOf(fake, user_identity_id),
      (grant) => openDeviceIdsOfGrant(fake, grant).includes(device_id),
      (grant) => left.length === 0 && deviceIdsOfGrant(fake, grant).includes(device_id),
    ),
    ...left.map(
      ({ name, access_code_id, is_managed }) =>
        `${named(is_managed ? 'access code' : 'unmanaged access code', name, access_code_id)}, still on the device`,
    ),
  ];
};

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

/** A device or an entrance that is open for a person. */
export interface OpenDoor {
  readonly id: string;
  readonly name: string;
  readonly kind: 'device' | 'entrance';
  /** Short descriptions of each kind of access. */
  readonly reasons: readonly string[];
}

/** The devices of a person: what the API lists, and those that have a code of it which belongs to no access grant any more. */
const openDevices = (fake: FakeSeam, user_identity_id: string): OpenDoor[] => {
  const left = codesLeftBy(fake, user_identity_id).flatMap(
    ({ device_id }) => fake.state.devices.get(device_id) ?? [],
  );
  return [...new Set([...devicesOf(fake, user_identity_id), ...left])].map(({ device_id, display_name }) => ({
    id: device_id,
    name: display_name,
    kind: 'device',
    reasons: whyDevice(fake, user_identity_id, device_id),
  }));
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
  const { user_identity_id, device_id, acs_entrance_id } = subject;
  fake.clock.settle();
  const doors = [
    ...(user_identity_id === undefined ? [] : openDevices(fake, user_identity_id)),
    ...openEntrances(fake, subject),
  ];
  return doors.filter(
    ({ id, kind }) =>
      (device_id === undefined && acs_entrance_id === undefined) ||
      id === (kind === 'device' ? device_id : acs_entrance_id),
  );
};
