import { doorKey } from '../doors/door.ts';
import type { AccessFacts } from '../doors/facts.ts';
import { doorsBeingRevoked } from '../revoke/unfinished-revocations.ts';
import { readUntil, staysOpen, type Work } from './read-open.ts';

/**
 * Waits until the earlier revocations of the wanted doors have closed them: a grant that is sent before could be lost. Returns the
 * keys of these doors, and which of them are open at the deadline nevertheless.
 */
export const awaitRevocations = async (
  work: Work,
  facts: AccessFacts,
): Promise<{ readonly doors: readonly string[]; readonly left: readonly string[] }> => {
  const { seam, identity } = work;
  const revoked = doorsBeingRevoked(seam, identity.user_identity_id);
  const doors = work.doors.map(doorKey).filter((key) => revoked.has(key));
  const openOf = (now: AccessFacts): string[] => {
    const open = staysOpen(now);
    return doors.filter((key) => open.has(key));
  };
  if (openOf(facts).length === 0) return { doors, left: [] };
  const last = await readUntil(work, (now) => openOf(now).length === 0);
  return { doors, left: last ? openOf(last) : doors };
};
