import type { AcsCredential, AcsUser } from '@org/seam-core';
import { type Door, type DoorReason, doorKey, entranceDoor, type Reason, type Removal } from './door.ts';
import type { AccessFacts, AcsUserFacts, CredentialFacts } from './facts.ts';
import { whyHidden } from './hidden-entrances.ts';
import {
  hasPassed,
  isBeingDeleted,
  isMemberLeaving,
  isOnCard,
  isUserLeaving,
  notBegun,
  removalBy,
  systemWait,
} from './removal.ts';

/** Marks a reason of an ACS user that opens nothing now, unless Seam lists the door as open all the same. */
const ofUser = (
  facts: AccessFacts,
  { acs_user, entrances }: AcsUserFacts,
  { door, reason }: { readonly door: Door | null; readonly reason: Reason },
): Reason => {
  const isListed = entrances.some(({ acs_entrance_id }) => acs_entrance_id === door?.id);
  const latent = isListed ? undefined : whyHidden(facts, acs_user);
  return latent === undefined || reason.latent !== undefined ? reason : { ...reason, latent };
};

const credentialRemoval = (
  facts: AccessFacts,
  credential: AcsCredential,
  user: AcsUser | undefined,
): Removal => {
  const { acs_credential_id, acs_system_id, ends_at } = credential;
  const change = { path: '/acs/credentials/delete', params: { acs_credential_id } } as const;
  if (isOnCard(facts, credential, user))
    return { possible: false, cause: 'encoded_card', until: ends_at ?? null, change };
  return removalBy(change, {
    requested: isBeingDeleted(credential) || (user !== undefined && isUserLeaving(user)),
    waits_for: systemWait(facts, acs_system_id),
  });
};

const latencyOfCredential = (
  facts: AccessFacts,
  { credential, entrances }: CredentialFacts,
): Reason['latent'] => {
  const later = notBegun(facts, credential.starts_at);
  if (later) return later;
  if (credential.is_issued === false) return { cause: 'not_issued' };
  return entrances.length === 0 ? { cause: 'inactive' } : undefined;
};

/**
 * Whether a credential is part of an access grant of the person that names the door, or any door: the access grant explains it
 * then.
 */
const isOfGrant = (
  { access_grants }: AccessFacts,
  { acs_credential_id }: AcsCredential,
  door?: Door,
): boolean =>
  access_grants.some(
    ({ credentials, entrances }) =>
      credentials.some((other) => other.acs_credential_id === acs_credential_id) &&
      entrances.some(({ acs_entrance_id }) => door === undefined || acs_entrance_id === door.id),
  );

/** The reasons of a credential: the entrances that it opens now, or else those that it is for. */
const credentialReasons = (
  facts: AccessFacts,
  credentialFacts: CredentialFacts,
  userFacts?: AcsUserFacts,
): { readonly door: Door | null; readonly reason: Reason }[] => {
  const { credential, entrances, named_entrances = [] } = credentialFacts;
  const { acs_credential_id, visionline_metadata, ends_at } = credential;
  if (visionline_metadata?.is_valid === false || hasPassed(facts, ends_at)) return [];
  const user = userFacts?.acs_user;
  const latent = latencyOfCredential(facts, credentialFacts);
  const reason: Reason = {
    via: 'credential',
    ...(user === undefined ? {} : { acs_user_id: user.acs_user_id }),
    acs_credential_id,
    removal: credentialRemoval(facts, credential, user),
    ...(latent === undefined ? {} : { latent }),
  };
  const doors = entrances.length > 0 ? entrances : named_entrances;
  if (doors.length === 0 && isOnCard(facts, credential, user))
    // Its entrances were revoked in the access system. An access grant says which these were, otherwise nothing does.
    return isOfGrant(facts, credential) ? [] : [{ door: null, reason }];
  return doors.map(entranceDoor).map((door) => ({
    door,
    reason: userFacts === undefined ? reason : ofUser(facts, userFacts, { door, reason }),
  }));
};

const groupReasons = (facts: AccessFacts, userFacts: AcsUserFacts): DoorReason[] => {
  const { acs_user, access_groups } = userFacts;
  const { acs_user_id, acs_system_id } = acs_user;
  return access_groups.flatMap(({ group, entrances }): DoorReason[] => {
    const { acs_access_group_id, access_schedule } = group;
    if (hasPassed(facts, access_schedule?.ends_at)) return [];
    const latent = notBegun(facts, access_schedule?.starts_at);
    const reason: Reason = {
      via: 'access_group',
      acs_user_id,
      acs_access_group_id,
      removal: removalBy(
        { path: '/acs/users/remove_from_access_group', params: { acs_user_id, acs_access_group_id } },
        {
          requested: isMemberLeaving(acs_user, acs_access_group_id),
          waits_for: systemWait(facts, acs_system_id),
        },
      ),
      ...(latent === undefined ? {} : { latent }),
    };
    // Seam does not list the entrances of a group whose schedule has not begun.
    if (entrances.length === 0) return latent ? [{ door: null, reason }] : [];
    return entrances
      .map(entranceDoor)
      .map((door) => ({ door, reason: ofUser(facts, userFacts, { door, reason }) }));
  });
};

/** Everything that an ACS user explains. What it opens for no other reason was granted to it directly. */
const userReasons = (facts: AccessFacts, userFacts: AcsUserFacts): DoorReason[] => {
  const { acs_user, entrances, credentials } = userFacts;
  const { acs_user_id, acs_system_id } = acs_user;
  const byGroup = groupReasons(facts, userFacts);
  const allByCredential = credentials.flatMap((each) =>
    credentialReasons(facts, each, userFacts).map(({ door, reason }) => ({
      door,
      reason,
      credential: each.credential,
    })),
  );
  const explained = new Set(
    [...byGroup, ...allByCredential].flatMap(({ door, reason }) =>
      door === null || reason.latent !== undefined ? [] : [doorKey(door)],
    ),
  );
  const byCredential = allByCredential.filter(
    ({ door, credential }) => door === null || !isOfGrant(facts, credential, door),
  );
  const reason: Reason = {
    via: 'acs_user',
    acs_user_id,
    removal: removalBy(
      { path: '/acs/users/revoke_access_to_all_entrances', params: { acs_user_id } },
      { requested: isUserLeaving(acs_user), waits_for: systemWait(facts, acs_system_id) },
    ),
  };
  const direct = entrances
    .map(entranceDoor)
    .filter((door) => !explained.has(doorKey(door)))
    .map((door): DoorReason => ({ door, reason }));
  // Seam does not list what such an ACS user was granted directly.
  const latent = whyHidden(facts, acs_user);
  const hidden: DoorReason[] = latent === undefined ? [] : [{ door: null, reason: { ...reason, latent } }];
  return [
    ...byGroup,
    ...byCredential.map(({ door, reason: each }) => ({ door, reason: each })),
    ...direct,
    ...(entrances.length > 0 ? [] : hidden),
  ];
};

/** Everything that ACS users and credentials explain. */
export const acsReasons = (facts: AccessFacts): DoorReason[] => [
  ...facts.acs_users.flatMap((user) => userReasons(facts, user)),
  ...(facts.own_credentials ?? []).flatMap((each) =>
    credentialReasons(facts, each).map(({ door, reason }) => ({
      door,
      reason,
      opens: reason.latent === undefined,
    })),
  ),
];
