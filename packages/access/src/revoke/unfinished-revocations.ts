import type { Seam } from '@org/seam-core';
import { doorKey } from '../doors/door.ts';
import type { Revocation } from './revocation.ts';

/** The maximum number of user identities whose doors a client remembers. The oldest is forgotten first. */
const maxPeople = 10_000;

/** The doors that a revocation may still close, by client and user identity. */
const clients = new WeakMap<Seam, Map<string, Set<string>>>();

/**
 * Remembers which doors a revocation may still close after its end. Nothing that Seam shows says it of every door: a grant would
 * take one for open. A change that was aborted on its way has no request id, and may be applied.
 */
export const noteRevocation = (
  seam: Seam,
  user_identity_id: string,
  { pending, verified, requested }: Pick<Revocation, 'pending' | 'verified' | 'requested'>,
): void => {
  const isOnItsWay = requested.some(({ outcome }) => outcome === 'unknown');
  const people = clients.get(seam) ?? new Map<string, Set<string>>();
  clients.set(seam, people);
  const doors = people.get(user_identity_id) ?? new Set();
  for (const { door } of verified) doors.delete(doorKey(door));
  for (const { door, cause, request_ids } of pending) {
    const isSent = cause !== 'refused' && (cause !== 'aborted' || request_ids.length > 0 || isOnItsWay);
    if (isSent) doors.add(doorKey(door));
  }
  people.delete(user_identity_id);
  if (doors.size > 0) people.set(user_identity_id, doors);
  const [oldest] = people.keys();
  if (people.size > maxPeople && oldest !== undefined) people.delete(oldest);
};

/** The doors of a person that a revocation may still close. */
export const doorsBeingRevoked = (seam: Seam, user_identity_id: string): ReadonlySet<string> =>
  clients.get(seam)?.get(user_identity_id) ?? new Set();

/** Forgets a door: it was closed, or is granted again after the revocation. */
export const forgetRevocation = (seam: Seam, user_identity_id: string, key: string): void => {
  const people = clients.get(seam);
  const doors = people?.get(user_identity_id);
  doors?.delete(key);
  if (doors?.size === 0) people?.delete(user_identity_id);
};
