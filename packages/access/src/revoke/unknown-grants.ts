import type { Seam } from '@org/seam-core';

/** How long a request whose outcome is unknown may still arrive: the default timeout of an attempt, in milliseconds. */
export const attemptTimeout = 10_000;

/** When no grant with an unknown outcome can arrive any more, in milliseconds since 1970, by client and user identity. */
const clients = new WeakMap<Seam, Map<string, number>>();

/** Remembers that a grant may arrive later. `now` is in milliseconds since 1970. */
export const noteUnknownGrant = (seam: Seam, user_identity_id: string, now: number): void => {
  const people = clients.get(seam) ?? new Map<string, number>();
  clients.set(seam, people);
  for (const [id, until] of people) if (until <= now) people.delete(id);
  people.set(user_identity_id, now + attemptTimeout);
};

/** How long a grant of the user identity may still arrive, in milliseconds; 0 when none can. */
export const unknownGrantDelay = (seam: Seam, user_identity_id: string, now: number): number => {
  const until = clients.get(seam)?.get(user_identity_id) ?? now;
  // The clock may have been set back.
  return Math.min(Math.max(0, until - now), attemptTimeout);
};

/** Forgets grants with an unknown outcome, once everything was revoked after they could arrive. */
export const forgetUnknownGrants = (seam: Seam, user_identity_id: string): void => {
  clients.get(seam)?.delete(user_identity_id);
};
