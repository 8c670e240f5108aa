import { isLetIn } from '../../access/reach.ts';
import type { ConnectedAccountRow } from '../../fake/rows.ts';
import type { AcsUserRow } from '../../fake/acs-rows.ts';
import type { World } from '../../fake/world.ts';
import { isUsable } from '../access-codes/record.ts';
import { holderOf } from '../access-codes/make-unmanaged.ts';
import type { LeftAccessRow } from './left-access-row.ts';

type LeftAccess = Omit<LeftAccessRow, 'left_access_id' | 'workspace_id'>;

/** The access codes that stay on the locks of an account, without those of a backup pool, which no person has received. */
const codesLeft = (world: World, connected_account_id: string): LeftAccess[] =>
  world.state.devices.by('connected_account_id', connected_account_id).flatMap((device) =>
    world.state.accessCodes
      .by('device_id', device.device_id)
      .filter((code) => isUsable(code) && code.is_in_backup_pool !== true)
      .map((code) => ({
        door: { id: device.device_id, name: device.display_name, kind: 'device' as const },
        user_identity_id: holderOf(world, code),
        access_code_ids: [code.access_code_id, code.backup_of_access_code_id ?? []].flat(),
        starts_at: code.starts_at,
        ends_at: code.ends_at,
      })),
  );

/** A period; open on a side without a time. */
interface Period {
  readonly starts_at?: string | null | undefined;
  readonly ends_at?: string | null | undefined;
}

const inOrder = (moments: readonly (string | null | undefined)[]): string[] =>
  moments
    .filter((moment) => typeof moment === 'string')
    .toSorted((one, other) => Date.parse(one) - Date.parse(other));

/** An entrance that an ACS user opens in one way, and when. */
interface Way {
  readonly id: string;
  readonly period?: Period | undefined;
}

/** The entrances that an ACS user opens now or later: directly, through access groups, and with issued credentials. */
const waysOf = ({ state }: World, acs_user_id: string): Way[] => [
  ...state.entranceAccess.rightsOf(acs_user_id).map((id) => ({ id })),
  ...state.groupMembers.rightsOf(acs_user_id).flatMap((group) => {
    const period = state.acsAccessGroups.get(group)?.access_schedule;
    return state.groupEntrances.rightsOf(group).map((id) => ({ id, period }));
  }),
  ...state.acsCredentials.by('acs_user_id', acs_user_id).flatMap((credential) => {
    const { acs_credential_id, is_issued, starts_at, ends_at, visionline_metadata } = credential;
    if (is_issued === false || visionline_metadata?.is_valid === false) return [];
    const period = { starts_at, ends_at };
    return state.credentialEntrances.rightsOf(acs_credential_id).map((id) => ({ id, period }));
  }),
];

/** The entrances that an ACS user goes on to open, each as long as the access system lets it. */
const entrancesOfUser = (world: World, user: AcsUserRow): LeftAccess[] =>
  waysOf(world, user.acs_user_id).map(({ id, period }) => ({
    door: { id, name: world.state.acsEntrances.get(id)?.display_name ?? '', kind: 'entrance' as const },
    user_identity_id: user.user_identity_id ?? user.former_user_identity_id,
    acs_user_id: user.acs_user_id,
    access_code_ids: [],
    starts_at: inOrder([period?.starts_at, user.access_schedule?.starts_at]).at(-1),
    ends_at: inOrder([period?.ends_at, user.access_schedule?.ends_at])[0],
  }));

/** The entrances that the ACS users of an account go on to open. */
const entrancesLeft = (world: World, connected_account_id: string): LeftAccess[] =>
  world.state.acsUsers
    .by('connected_account_id', connected_account_id)
    .filter((user) => isLetIn(world, user))
    .flatMap((user) => entrancesOfUser(world, user));

/** Remembers the access that an account which is about to be deleted leaves at its provider. */
export const rememberLeftAccess = (
  world: World,
  { connected_account_id, workspace_id }: ConnectedAccountRow,
): void => {
  for (const left of [
    ...codesLeft(world, connected_account_id),
    ...entrancesLeft(world, connected_account_id),
  ])
    world.state.leftAccess.insert({ left_access_id: world.ids.next('left_access'), workspace_id, ...left });
};
