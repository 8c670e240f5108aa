import { type Door, doorKey, type Residual } from './door.ts';
import { findDevice, type Reading } from './reading.ts';
import { ifFound } from '../changes/changes.ts';

/**
 * Of doors that were open and are not listed any more, those that Seam does not know any more, for example because their account
 * was disconnected from it. Then nothing shows that the access was removed: the lock or the access system may still have it.
 */
export const readUnknownDoors = async <TDoor extends Door>(
  reading: Reading,
  doors: readonly TDoor[],
): Promise<TDoor[]> => {
  const { seam, call, limit } = reading;
  const find = async ({ kind, id }: Door): Promise<unknown> =>
    kind === 'device'
      ? await findDevice(reading, id)
      : await limit(() => seam.acs.entrances.get({ acs_entrance_id: id }, call));
  const found = await Promise.all(doors.map((door) => find(door).catch(ifFound)));
  return doors.filter((_, index) => found[index] === undefined);
};

/** The doors that are not among others. */
export const doorsWithout = <TDoor extends Door>(
  doors: readonly TDoor[],
  others: readonly Door[],
): TDoor[] => {
  const keys = new Set(others.map(doorKey));
  return doors.filter((door) => !keys.has(doorKey(door)));
};

/** The residual access of a door that Seam does not know any more. */
export const unknownDoor = (door: Door): Residual => ({ door, cause: 'door_unknown', until: null });
