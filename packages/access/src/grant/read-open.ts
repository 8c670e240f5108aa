import { isSeamError, type Seam, type UserIdentity } from '@org/seam-core';
import { doorKey } from '../doors/door.ts';
import { explainDoors } from '../doors/explain-doors.ts';
import type { AccessFacts } from '../doors/facts.ts';
import { readFacts } from '../doors/read-facts.ts';
import type { Clock } from '../offboarding/clock.ts';
import type { WantedDoor } from './wanted-doors.ts';

/**
 * The doors that stay open: through something that is not being removed. A device that only an access grant explains is
 * open, and one whose access grant is being deleted is not.
 */
export const staysOpen = (facts: AccessFacts): Set<string> => {
  const doors = explainDoors(facts).filter(({ reasons }) =>
    reasons.some(
      (reason) =>
        reason.latent === undefined &&
        !(reason.removal.possible && reason.removal.requested === true) &&
        !(reason.via === 'direct' && !reason.certain),
    ),
  );
  return new Set(doors.map(({ door }) => doorKey(door)));
};

/** The access systems that are still removing access of the person. A grant that is sent meanwhile could be lost. */
export const removingSystems = ({ acs_users }: AccessFacts): Set<string> =>
  new Set(
    acs_users
      .filter(({ acs_user }) =>
        acs_user.pending_mutations?.some(
          ({ mutation_code }) =>
            mutation_code === 'deleting' || mutation_code === 'updating_group_membership',
        ),
      )
      .map(({ acs_user }) => acs_user.acs_system_id),
  );

/** What the steps of a grant share. */
export interface Work {
  readonly seam: Seam;
  readonly identity: UserIdentity;
  readonly doors: readonly WantedDoor[];
  readonly options: { readonly clock: Clock; readonly deadline: number; readonly concurrency: number };
  readonly signal: AbortSignal;
}

const firstPause = 250;
const longestPause = 5000;

/** Reads the access of the person. */
export const read = async ({ seam, identity, options, signal }: Work): Promise<AccessFacts> => {
  const { clock, concurrency } = options;
  return await readFacts(seam, identity, { clock, concurrency, signal });
};

/** Repeats a read until it finds what is awaited. Reads that fail are repeated, too. `undefined`: none has succeeded. */
export const readUntil = async (
  work: Work,
  isDone: (facts: AccessFacts) => boolean,
): Promise<AccessFacts | undefined> => {
  const { signal, options } = work;
  const ends = options.clock.now().getTime() + options.deadline;
  let last: AccessFacts | undefined;
  for (let pause = firstPause; !signal.aborted; pause = Math.min(pause * 2, longestPause)) {
    try {
      last = await read(work);
      if (isDone(last)) return last;
    } catch (error) {
      if (!isSeamError(error) || isSeamError(error, 'SeamUnauthorizedError')) return last;
    }
    const left = ends - options.clock.now().getTime();
    if (left <= 0) return last;
    await options.clock.wait(Math.min(pause, left), signal).catch(() => {});
  }
  return last;
};
