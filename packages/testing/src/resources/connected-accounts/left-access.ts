import { entranceIdsOfGroup, entrancesOf, openEntranceIdsOfCredential } from '../../access/reach.ts';
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

const byTime = (one: string, other: string): number => Date.parse(one) - Date.parse(other);

/** When the last way ends by which an ACS user opens an entrance; `undefined` without an end. */
const endOf = (
  world: World,
  { acs_user_id, access_schedule }: AcsUserRow,
  entrance: string,
): string | undefined => {
  const { acsAccessGroups, acsCredentials, entranceAccess, groupMembers } = world.state;
  const ends = [
    ...(entranceAccess.has(acs_user_id, entrance) ? [undefined] : []),
    ...groupMembers
      .rightsOf(acs_user_id)
      .filter((group) => entranceIdsOfGroup(world, group).includes(entrance))
      .map((group) => acsAccessGroups.get(group)?.access_schedule?.ends_at ?? undefined),
    ...acsCredentials
      .by('acs_user_id', acs_user_id)
      .filter((credential) => openEntranceIdsOfCredential(world, credential).includes(entrance))
      .map(({ ends_at }) => ends_at ?? undefined),
  ];
  const latest = ends.every((end) => end !== undefined) ? ends.toSorted(byTime).at(-1) : undefined;
  return [latest ?? [], access_schedule?.ends_at ?? []].flat().toSorted(byTime)[0];
};

/** The entrances that ACS users of an account open now, and go on to open. */
const entrancesLeft = (world: World, connected_account_id: string): LeftAccess[] =>
  world.state.acsUsers.by('connected_account_id', connected_account_id).flatMap((user) =>
    entrancesOf(world, [user]).map(({ acs_entrance_id, display_name }) => ({
      door: { id: acs_entrance_id, name: display_name, kind: 'entrance' as const },
      user_identity_id: user.user_identity_id ?? user.former_user_identity_id,
      acs_user_id: user.acs_user_id,
      access_code_ids: [],
      ends_at: endOf(world, user, acs_entrance_id),
    })),
  );

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
