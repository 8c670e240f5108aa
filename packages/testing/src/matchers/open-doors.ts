import { entranceIdsOfGroup, openDeviceIdsOfGrant, openEntranceIdsOfCredential } from '../access/reach.ts';
import type { FakeSeam } from '../fake/create-fake.ts';
import { type IdKind, wasMade } from '../fake/ids.ts';
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
const whyDevice = (fake: FakeSeam, user_identity_id: string, device_id: string): string[] => [
  ...(fake.state.deviceAccess.has(user_identity_id, device_id) ? ['granted directly'] : []),
  ...viaGrants(
    grantsOf(fake, user_identity_id),
    (grant) => openDeviceIdsOfGrant(fake, grant).includes(device_id),
    (grant) => deviceIdsOfGrant(fake, grant).includes(device_id),
  ),
];

const viaAcsUser = async (fake: FakeSeam, user: AcsUserRow, entrance: string): Promise<string[]> => {
  const { state, handlers } = fake;
  const { acs_user_id } = user;
  // Through the API: the ACS user may be suspended.
  const open = await handlers.acs.users.listAccessibleEntrances({ acs_user_id }, {});
  if (!open.some(({ acs_entrance_id }) => acs_entrance_id === entrance)) return [];
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
  return [`ACS user ${acs_user_id} in "${system}": ${ways.join(', ')}`];
};

/** Why a person, or an ACS user, can open an entrance. */
const whyEntrance = async (
  fake: FakeSeam,
  { user_identity_id, acs_user_id = '' }: AccessSubject,
  acs_entrance_id: string,
): Promise<string[]> => {
  const { acsUsers } = fake.state;
  const users =
    user_identity_id === undefined
      ? [acsUsers.get(acs_user_id)]
      : acsUsers.by('user_identity_id', user_identity_id);
  const grants = user_identity_id === undefined ? [] : grantsOf(fake, user_identity_id);
  const ways: string[] = [];
  for (const user of users) if (user) ways.push(...(await viaAcsUser(fake, user, acs_entrance_id)));
  const isFor = (credential: AcsCredentialRow) =>
    openEntranceIdsOfCredential(fake, credential).includes(acs_entrance_id);
  const granted = viaGrants(
    grants,
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

type Listed = Omit<OpenDoor, 'reasons'>;

const devicesOf = async ({ handlers, state }: FakeSeam, user_identity_id: string): Promise<Listed[]> => {
  if (!state.userIdentities.get(user_identity_id)) return [];
  const devices = await handlers.userIdentities.listAccessibleDevices({ user_identity_id }, {});
  return devices.map(({ device_id, display_name }) => ({
    id: device_id,
    name: display_name,
    kind: 'device',
  }));
};

const entrancesOf = async (
  { handlers, state }: FakeSeam,
  { user_identity_id, acs_user_id = '' }: AccessSubject,
): Promise<Listed[]> => {
  const isThere =
    user_identity_id === undefined
      ? state.acsUsers.get(acs_user_id)
      : state.userIdentities.get(user_identity_id);
  if (!isThere) return [];
  const entrances = await (user_identity_id === undefined
    ? handlers.acs.users.listAccessibleEntrances({ acs_user_id }, {})
    : handlers.userIdentities.listAccessibleEntrances({ user_identity_id }, {}));
  return entrances.map(({ acs_entrance_id, display_name }) => ({
    id: acs_entrance_id,
    name: display_name,
    kind: 'entrance',
  }));
};

/** The doors that the person can open according to the API, with the reasons from the stored rows. */
export const openDoors = async (fake: FakeSeam, subject: AccessSubject): Promise<OpenDoor[]> => {
  const { user_identity_id, device_id, acs_entrance_id } = subject;
  const listed = [
    ...(user_identity_id === undefined ? [] : await devicesOf(fake, user_identity_id)),
    ...(await entrancesOf(fake, subject)),
  ];
  const isMeant = ({ id, kind }: Listed) =>
    (device_id === undefined && acs_entrance_id === undefined) ||
    id === (kind === 'device' ? device_id : acs_entrance_id);
  const doors: OpenDoor[] = [];
  for (const { id, name, kind } of listed.filter(isMeant)) {
    const isDevice = kind === 'device';
    const reasons = isDevice
      ? whyDevice(fake, user_identity_id ?? '', id)
      : await whyEntrance(fake, subject, id);
    doors.push({ id, name, kind, reasons });
  }
  return doors;
};

const collections = {
  user_identity_id: 'userIdentities',
  acs_user_id: 'acsUsers',
  device_id: 'devices',
  acs_entrance_id: 'acsEntrances',
} as const;

type IdName = keyof typeof collections;

/** Whether a successful request named the id: then an object with that id existed. */
const wasUsed = ({ journal }: FakeSeam, name: IdName, id: string): boolean =>
  journal.calls.some(({ params, status, applied }) => params[name] === id && (status === 200 || applied));

/**
 * The ids that never existed: of the wrong kind, or mistyped. Deleted objects are valid, because a test may prove that
 * they open nothing.
 */
export const unknownIdsOf = (fake: FakeSeam, subject: AccessSubject): string[] =>
  (Object.keys(collections) as IdName[]).flatMap((name) => {
    const id: unknown = subject[name];
    if (id === undefined) return [];
    if (typeof id !== 'string' || id === '') return [`${name} ${JSON.stringify(id)}`];
    const isKnown =
      fake.state[collections[name]].get(id) !== undefined ||
      wasMade(fake.snapshot().ids, name.replace(/_id$/, '') as IdKind, id) ||
      wasUsed(fake, name, id);
    return isKnown ? [] : [`${name} ${id}`];
  });
