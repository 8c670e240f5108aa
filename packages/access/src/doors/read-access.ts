import type { Seam, UserIdentity } from '@org/seam-core';
import { findPerson, type Person } from '../person/find-person.ts';
import type { DoorAccess } from './door.ts';
import { explainDoors } from './explain-doors.ts';
import { type AccessFacts, readFacts, type ReadOptions } from './read-facts.ts';

/** What a person can open, and why. */
export interface PersonAccess {
  readonly user_identity: UserIdentity;
  /** Every device and entrance that the person can open now. */
  readonly doors: readonly DoorAccess[];
  /** What the doors were computed from. It contains tokens of client sessions: do not log it. */
  readonly facts: AccessFacts;
}

/**
 * Reads every door that a person can open, with every reason and what would remove it. Changes nothing.
 *
 * @example
 * const { doors } = await readAccess(seam, 'ada@example.com');
 * for (const { door, reasons } of doors) console.log(door.name, reasons.map(({ via }) => via));
 *
 * @param person a user identity's id, key, email address or phone number
 * @throws AccessError when no person or several match
 */
export const readAccess = async (
  seam: Seam,
  person: Person,
  options: ReadOptions = {},
): Promise<PersonAccess> => {
  const user_identity = await findPerson(seam, person, { signal: options.signal });
  const facts = await readFacts(seam, user_identity, options);
  return { user_identity, doors: explainDoors(facts), facts };
};
