import { type AcsUser, paginate, type Seam, type UserIdentity } from '@org/seam-core';
import { mapLimited } from '../changes/map-limited.ts';
import { type DoorAccess, doorKey, type Reason } from './door.ts';
import { explainDoors } from './explain-doors.ts';
import { readFacts, type ReadOptions } from './read-facts.ts';

/** A door by its id. */
export type DoorId = { readonly device_id: string } | { readonly acs_entrance_id: string };

/** Somebody who can open a door, or a code that does. */
export interface Opener {
  /** The person; absent for an ACS user without a user identity, and for a code that belongs to no known person. */
  readonly user_identity?: UserIdentity | undefined;
  readonly acs_user_id?: string | undefined;
  readonly access_code_id?: string | undefined;
  readonly reasons: readonly Reason[];
}

const unmanaged: Reason['removal'] = { possible: false, cause: 'unmanaged', until: null };

/** ACS users without a user identity that can open an entrance. */
const openersWithoutIdentity = async (
  seam: Seam,
  { acs_entrance_id, users }: { readonly acs_entrance_id: string; readonly users: readonly AcsUser[] },
  { signal, concurrency = 4 }: ReadOptions,
): Promise<Opener[]> => {
  const found = await mapLimited(users, concurrency, async ({ acs_user_id }): Promise<Opener | undefined> => {
    const entrances = await seam.acs.users.listAccessibleEntrances({ acs_user_id }, { signal });
    if (!entrances.some((entrance) => entrance.acs_entrance_id === acs_entrance_id)) return undefined;
    const change = { path: '/acs/users/revoke_access_to_all_entrances', params: { acs_user_id } } as const;
    return { acs_user_id, reasons: [{ via: 'acs_user', acs_user_id, removal: { possible: true, change } }] };
  });
  return found.filter((opener) => opener !== undefined);
};

/** Codes of a device that belong to no access grant. */
const codeOpeners = async (seam: Seam, device_id: string, { signal }: ReadOptions): Promise<Opener[]> => {
  const unmanagedCodes = await Array.fromAsync(
    paginate(seam.accessCodes.unmanaged.list, { device_id }, { signal }),
  );
  return unmanagedCodes.map(({ access_code_id }) => ({
    access_code_id,
    reasons: [{ via: 'unmanaged', access_code_id, removal: unmanaged }],
  }));
};

/**
 * Reads who can open a door and why. Changes nothing. Seam has no such list, so it reads the access of every user identity:
 * some ten requests per person.
 *
 * @example
 * for (const { user_identity, reasons } of await whoCanOpen(seam, { device_id })) console.log(user_identity?.full_name, reasons);
 *
 * @throws SeamNotFoundError when the door does not exist
 */
export const whoCanOpen = async (seam: Seam, door: DoorId, options: ReadOptions = {}): Promise<Opener[]> => {
  const { signal, concurrency = 4 } = options;
  const key =
    'device_id' in door
      ? doorKey({
          kind: 'device',
          id: (await seam.devices.get({ device_id: door.device_id }, { signal })).device_id,
        })
      : doorKey({
          kind: 'entrance',
          id: (await seam.acs.entrances.get({ acs_entrance_id: door.acs_entrance_id }, { signal }))
            .acs_entrance_id,
        });
  const people = await Array.fromAsync(paginate(seam.userIdentities.list, {}, { signal }));
  const access = await mapLimited(people, concurrency, async (user_identity): Promise<Opener | undefined> => {
    const doors: DoorAccess[] = explainDoors(
      await readFacts(seam, user_identity, { signal, concurrency: 1 }),
    );
    const found = doors.find((each) => doorKey(each.door) === key);
    return found && { user_identity, reasons: found.reasons };
  });
  const openers = access.filter((opener) => opener !== undefined);
  if ('device_id' in door) return [...openers, ...(await codeOpeners(seam, door.device_id, options))];
  const { acs_system_id } = await seam.acs.entrances.get(
    { acs_entrance_id: door.acs_entrance_id },
    { signal },
  );
  const users = await Array.fromAsync(paginate(seam.acs.users.list, { acs_system_id }, { signal }));
  const unlinked = users.filter(({ user_identity_id }) => user_identity_id === undefined);
  return [
    ...openers,
    ...(await openersWithoutIdentity(
      seam,
      { acs_entrance_id: door.acs_entrance_id, users: unlinked },
      options,
    )),
  ];
};
