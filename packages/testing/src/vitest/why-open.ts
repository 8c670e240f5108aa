import { entranceIdsOfCredential, entranceIdsOfGroup } from '../access.ts';
import type { FakeSeam } from '../create-fake-seam.ts';
import { deviceIdsOfGrant, entranceIdsOfGrant } from '../grants/reach-of-grant.ts';
import { isCurrent } from '../is-current.ts';
import type { AccessGrantRow, AcsUserRow } from '../rows.ts';
import type { AccessSubject } from './access-subject.ts';

const named = (kind: string, name: string | null | undefined, id: string): string =>
  `${kind} ${name ? `"${name}" (${id})` : id}`;

const grantsOf = (fake: FakeSeam, user_identity_id: string): AccessGrantRow[] =>
  fake.state.accessGrants.by('user_identity_id', user_identity_id).filter((grant) => isCurrent(fake, grant));

const viaGrants = (grants: readonly AccessGrantRow[]): string[] =>
  grants.map(({ access_grant_id, name, display_name }) =>
    named('access grant', name ?? display_name, access_grant_id),
  );

/** Why a person can open a device. */
export const whyDevice = (fake: FakeSeam, user_identity_id: string, device_id: string): string[] => [
  ...(fake.state.deviceAccess.has(user_identity_id, device_id) ? ['granted directly'] : []),
  ...viaGrants(
    grantsOf(fake, user_identity_id).filter((grant) => deviceIdsOfGrant(fake, grant).includes(device_id)),
  ),
];

const viaAcsUser = async (fake: FakeSeam, user: AcsUserRow, entrance: string): Promise<string[]> => {
  const { state, handlers } = fake;
  const { acs_user_id } = user;
  // Only the API knows whether the ACS user as such can open anything: it may be suspended.
  const open = await handlers.acs.users.listAccessibleEntrances({ acs_user_id }, {});
  if (!open.some(({ acs_entrance_id }) => acs_entrance_id === entrance)) return [];
  const groups = state.groupMembers
    .rightsOf(acs_user_id)
    .filter((group) => entranceIdsOfGroup(fake, group).includes(entrance));
  const credentials = state.acsCredentials
    .by('acs_user_id', acs_user_id)
    .filter((credential) => entranceIdsOfCredential(fake, credential).includes(entrance));
  const ways = [
    ...(state.entranceAccess.has(acs_user_id, entrance) ? ['directly'] : []),
    ...groups.map((id) => named('access group', state.acsAccessGroups.get(id)?.name, id)),
    ...credentials.map((row) => named('credential', row.display_name, row.acs_credential_id)),
  ];
  const system = state.acsSystems.get(user.acs_system_id)?.name ?? user.acs_system_id;
  return [`ACS user ${acs_user_id} in "${system}": ${ways.join(', ')}`];
};

/** Why a person, or an ACS user, can open an entrance. */
export const whyEntrance = async (
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
  const reaching = grants.filter((grant) => entranceIdsOfGrant(fake, grant).includes(acs_entrance_id));
  return [...viaGrants(reaching), ...ways];
};
