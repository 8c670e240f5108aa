import type { Seam, UserIdentity } from '@org/seam-core';
import { rules } from '@org/seam-core/internal';
import { checkAccessOptions } from '../check-options.ts';
import { systemClock } from '../offboarding/clock.ts';
import { findPerson, type Person } from '../person/find-person.ts';
import type { DoorAccess, LatentAccess } from './door.ts';
import { explainAccess } from './explain-doors.ts';
import { type AccessFacts, readFacts, type ReadOptions, readRules } from './read-facts.ts';
import { startReading } from './reading.ts';
import { codesOfPerson, readUnassignedCodes, type UnassignedCode } from './unassigned-codes.ts';

export interface ReadAccessOptions extends ReadOptions {
  /**
   * Whether to read the codes on the person's devices without a known user identity: two requests for each device, and more where
   * a device has access grants of others.
   * @default true
   */
  readonly unassignedCodes?: boolean | undefined;
}

/** What a person can open, and why. */
export interface PersonAccess {
  readonly user_identity: UserIdentity;
  /** Every device and entrance that the person can open now. */
  readonly doors: readonly DoorAccess[];
  /** Access that opens nothing now and may later: it begins later, its card is not encoded, its ACS user is suspended. */
  readonly latent: readonly LatentAccess[];
  /**
   * Codes on the person's devices without a known user identity. Seam cannot tell who knows them, so they are no reasons:
   * have somebody decide whether the person does. Empty with `unassignedCodes: false`.
   */
  readonly unassigned_codes: readonly UnassignedCode[];
  /** What the doors were computed from. It contains codes and tokens of client sessions: do not log it. */
  readonly facts: AccessFacts;
}

/**
 * Reads every door that a person can open, with every reason and what would remove it, or why nothing does and until when.
 * Changes nothing.
 *
 * @example
 * const { doors } = await readAccess(seam, 'ada@example.com');
 * for (const { door, reasons } of doors) console.log(door.name, reasons.map(({ via }) => via));
 *
 * @param person a user identity's id, key, email address or phone number
 * @throws AccessError when no person or several match, or an option is invalid
 * @throws SeamError when Seam cannot be read
 */
export const readAccess = async (
  seam: Seam,
  person: Person,
  options: ReadAccessOptions = {},
): Promise<PersonAccess> => {
  checkAccessOptions('readAccess', options, { ...readRules, unassignedCodes: rules.type('boolean') });
  const { signal, concurrency, clock = systemClock, unassignedCodes = true } = options;
  const user_identity = await findPerson(seam, person, { signal });
  const facts = await readFacts(seam, user_identity, { signal, concurrency, clock });
  const { doors, latent } = explainAccess(facts);
  const known = new Set(
    codesOfPerson(
      facts,
      doors.flatMap(({ reasons }) => reasons),
    ),
  );
  const reading = startReading(seam, { signal, concurrency });
  const codes = await Promise.all(
    (unassignedCodes ? facts.devices : []).map((device) =>
      readUnassignedCodes(reading, { device, known, moment: facts }),
    ),
  );
  return { user_identity, doors, latent, unassigned_codes: codes.flat(), facts };
};
