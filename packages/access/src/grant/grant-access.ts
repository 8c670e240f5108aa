import { isSeamError, type Seam, withResponse } from '@org/seam-core';
import { type Door, deviceDoor, doorKey, entranceDoor } from '../doors/door.ts';
import { type Clock, systemClock } from '../offboarding/clock.ts';
import { findPerson, type Person } from '../person/find-person.ts';
import { cancellable } from '../revoke/cancel-grants.ts';

/** The doors that a person should be able to open. */
export interface WantedDoors {
  readonly device_ids?: readonly string[] | undefined;
  readonly acs_entrance_ids?: readonly string[] | undefined;
}

export interface GrantOptions {
  /** Sends no further grant when it aborts. */
  readonly signal?: AbortSignal | undefined;
  /**
   * How long to read until the doors are open, in milliseconds.
   * @default 30000
   */
  readonly deadline?: number | undefined;
  /** @default the time of this machine */
  readonly clock?: Clock | undefined;
}

/**
 * The outcome of a door: it was open already; it is open in the last read; the change was sent but the door is not open
 * yet; or the change failed.
 */
export interface GrantedDoor {
  readonly door: Pick<Door, 'kind' | 'id'>;
  readonly outcome: 'already_open' | 'granted' | 'pending' | 'failed' | 'cancelled';
  readonly request_ids: readonly string[];
  /** Seam's error type, or the class of the error. */
  readonly error?: string;
}

type DoorId = Pick<Door, 'kind' | 'id'>;

const wantedDoors = ({ device_ids = [], acs_entrance_ids = [] }: WantedDoors): DoorId[] => {
  const doors = [
    ...device_ids.map((id): DoorId => ({ kind: 'device', id })),
    ...acs_entrance_ids.map((id): DoorId => ({ kind: 'entrance', id })),
  ];
  return [...new Map(doors.map((door) => [doorKey(door), door])).values()];
};

/** Sends the grant of a door. A failure is a result. */
const sendGrant = async (
  seam: Seam,
  user_identity_id: string,
  { kind, id }: DoorId,
): Promise<Pick<GrantedDoor, 'request_ids' | 'error'>> => {
  try {
    const { requestId } =
      kind === 'device'
        ? await withResponse(seam.userIdentities.grantAccessToDevice, { user_identity_id, device_id: id })
        : await withResponse(seam.acs.entrances.grantAccess, { user_identity_id, acs_entrance_id: id });
    return { request_ids: requestId === undefined ? [] : [requestId] };
  } catch (error) {
    if (!isSeamError(error)) throw error;
    return {
      request_ids: error.requestId === undefined ? [] : [error.requestId],
      error: isSeamError(error, 'SeamApiError') ? error.type : error.name,
    };
  }
};

/**
 * Grants a person the doors that are wanted and not open yet, one after the other, then reads back. Doors that are not wanted
 * stay as they are. A revocation of the same person through this client cancels what is left.
 *
 * @example
 * const doors = await grantAccess(seam, 'ada@example.com', { device_ids: [device_id] });
 *
 * @throws AccessError when no person or several match
 */
// oxlint-disable-next-line max-params -- client, person and target, as in every workflow, and options
export const grantAccess = async (
  seam: Seam,
  person: Person,
  wanted: WantedDoors,
  { clock = systemClock, deadline = 30_000, signal: outer }: GrantOptions = {},
): Promise<GrantedDoor[]> => {
  const doors = wantedDoors(wanted);
  const { user_identity_id } = await findPerson(seam, person, { signal: outer });
  const openDoors = async (): Promise<Set<string>> => {
    const devices = await seam.userIdentities.listAccessibleDevices({ user_identity_id });
    const entrances = await seam.userIdentities.listAccessibleEntrances({ user_identity_id });
    return new Set([...devices.map(deviceDoor), ...entrances.map(entranceDoor)].map(doorKey));
  };

  return await cancellable(seam, user_identity_id, async (cancelled) => {
    const signal = outer ? AbortSignal.any([outer, cancelled]) : cancelled;
    const before = await openDoors();
    const sent = new Map<string, Pick<GrantedDoor, 'request_ids' | 'error'>>();
    // One at a time: two first grants in one access system could create two ACS users.
    for (const door of doors) {
      if (signal.aborted) break;
      if (!before.has(doorKey(door))) sent.set(doorKey(door), await sendGrant(seam, user_identity_id, door));
    }
    const isWaiting = (open: ReadonlySet<string>) =>
      [...sent].some(([key, { error }]) => error === undefined && !open.has(key));
    const ends = clock.now().getTime() + deadline;
    let open = await openDoors();
    for (let pause = 250; isWaiting(open) && !signal.aborted; pause = Math.min(pause * 2, 5000)) {
      if (clock.now().getTime() >= ends) break;
      await clock.wait(pause, signal).catch(() => {});
      open = await openDoors();
    }
    return doors.map((door): GrantedDoor => {
      const key = doorKey(door);
      const result = sent.get(key);
      const request_ids = result?.request_ids ?? [];
      if (open.has(key)) return { door, outcome: result ? 'granted' : 'already_open', request_ids };
      if (!result) return { door, outcome: 'cancelled', request_ids };
      if (result.error !== undefined) return { door, outcome: 'failed', request_ids, error: result.error };
      return { door, outcome: 'pending', request_ids };
    });
  });
};
