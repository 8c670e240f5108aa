import type { Seam } from '@org/seam-core';
import { type Door, doorKey } from '../doors/door.ts';
import { explainDoors } from '../doors/explain-doors.ts';
import type { AccessFacts } from '../doors/facts.ts';
import { findDevice, startReading } from '../doors/reading.ts';
import type { WantedDoor } from './wanted-doors.ts';

/** A door with its name, where that is known. */
export type NamedDoor = WantedDoor & Partial<Pick<Door, 'name'>>;

interface NamesOptions {
  readonly seam: Seam;
  /** What was read of the person. Doors that the person can open have their names there. */
  readonly facts: readonly AccessFacts[];
  readonly signal: AbortSignal;
  readonly concurrency: number;
}

/**
 * Doors with their names: from what was read, and with a request for each other door. The outcome of a grant does not depend on a
 * name, so a door that cannot be read has none.
 */
export const withNames = async (
  doors: readonly WantedDoor[],
  { seam, facts, signal, concurrency }: NamesOptions,
): Promise<NamedDoor[]> => {
  const known = new Map(facts.flatMap(explainDoors).map(({ door }) => [doorKey(door), door.name]));
  const reading = startReading(seam, { signal, concurrency });
  const { limit, call } = reading;
  const nameOf = async ({ kind, id }: WantedDoor): Promise<string> => {
    if (kind === 'device') return (await findDevice(reading, id)).display_name;
    return (await limit(() => seam.acs.entrances.get({ acs_entrance_id: id }, call))).display_name;
  };
  return await Promise.all(
    doors.map(async (door): Promise<NamedDoor> => {
      const name = known.get(doorKey(door)) ?? (await nameOf(door).catch(() => undefined));
      return name === undefined ? door : { ...door, name };
    }),
  );
};
