import type { AccessCode, AcsCredential } from '@org/seam-core';
import {
  type Door,
  type DoorAccess,
  deviceDoor,
  doorKey,
  entranceDoor,
  type Reason,
  type Removal,
} from './door.ts';
import type { AccessFacts, AccessGrantFacts, AcsUserFacts } from './read-facts.ts';

/** What the end of an access grant does not take back: offline codes that a lock already accepts. */
const offlineCodeOf = (codes: readonly AccessCode[], device_id: string): AccessCode | undefined =>
  codes.find((code) => code.device_id === device_id && code.is_offline_access_code);

const grantRemoval = ({ grant, codes }: AccessGrantFacts, door: Door): Removal => {
  const offline = door.kind === 'device' ? offlineCodeOf(codes, door.id) : undefined;
  if (offline) return { possible: false, cause: 'offline_code', until: offline.ends_at ?? null };
  return {
    possible: true,
    change: { path: '/access_grants/delete', params: { access_grant_id: grant.access_grant_id } },
  };
};

const grantReasons = (facts: AccessGrantFacts): [Door, Reason][] =>
  [...facts.devices.map(deviceDoor), ...facts.entrances.map(entranceDoor)].map((door) => [
    door,
    {
      via: 'access_grant',
      access_grant_id: facts.grant.access_grant_id,
      access_method_ids: facts.methods.map(({ access_method_id }) => access_method_id),
      removal: grantRemoval(facts, door),
    },
  ]);

const credentialRemoval = ({ acs_credential_id }: AcsCredential): Removal => ({
  possible: true,
  change: { path: '/acs/credentials/delete', params: { acs_credential_id } },
});

const acsUserReasons = ({
  acs_user,
  entrances,
  access_groups,
  credentials,
}: AcsUserFacts): [Door, Reason][] => {
  const { acs_user_id } = acs_user;
  const byGroup = access_groups.flatMap(({ group: { acs_access_group_id }, entrances: opened }) =>
    opened.map((entrance): [Door, Reason] => [
      entranceDoor(entrance),
      {
        via: 'access_group',
        acs_user_id,
        acs_access_group_id,
        removal: {
          possible: true,
          change: {
            path: '/acs/users/remove_from_access_group',
            params: { acs_user_id, acs_access_group_id },
          },
        },
      },
    ]),
  );
  const byCredential = credentials.flatMap(({ credential, entrances: opened }) =>
    opened.map((entrance): [Door, Reason] => [
      entranceDoor(entrance),
      {
        via: 'credential',
        acs_user_id,
        acs_credential_id: credential.acs_credential_id,
        removal: credentialRemoval(credential),
      },
    ]),
  );
  const explained = new Set([...byGroup, ...byCredential].map(([door]) => doorKey(door)));
  const direct = entrances
    .map(entranceDoor)
    .filter((door) => !explained.has(doorKey(door)))
    .map((door): [Door, Reason] => [
      door,
      {
        via: 'acs_user',
        acs_user_id,
        removal: {
          possible: true,
          change: { path: '/acs/users/revoke_access_to_all_entrances', params: { acs_user_id } },
        },
      },
    ]);
  return [...byGroup, ...byCredential, ...direct];
};

/** Every door that a person can open, with every reason. Pure: reads nothing. */
export const explainDoors = (facts: AccessFacts): DoorAccess[] => {
  const { user_identity_id } = facts.user_identity;
  const openDoors = [...facts.devices.map(deviceDoor), ...facts.entrances.map(entranceDoor)];
  const found = new Map<string, { door: Door; reasons: Reason[] }>(
    [...openDoors, ...facts.acs_users.flatMap(({ entrances }) => entrances.map(entranceDoor))].map((door) => [
      doorKey(door),
      { door, reasons: [] },
    ]),
  );
  const reasons = [...facts.access_grants.flatMap(grantReasons), ...facts.acs_users.flatMap(acsUserReasons)];
  // A reason for a door that Seam does not list opens nothing now: a grant that begins later, a suspended ACS user.
  for (const [door, reason] of reasons) found.get(doorKey(door))?.reasons.push(reason);
  for (const { door, reasons: known } of found.values())
    if (door.kind === 'device')
      known.unshift({
        via: 'direct',
        certain: known.length === 0,
        removal: {
          possible: true,
          change: {
            path: '/user_identities/revoke_access_to_device',
            params: { user_identity_id, device_id: door.id },
          },
        },
      });
    else if (known.length === 0)
      known.push({ via: 'unexplained', removal: { possible: false, cause: 'unexplained', until: null } });
  return [...found.values()];
};
