import type { Seam } from '@org/seam-core';
import { AccessError } from '../access-error.ts';

interface RunningGrant {
  readonly controller: AbortController;
  readonly settled: Promise<unknown>;
}

/** The grants in progress, by client and user identity. */
const grants = new WeakMap<Seam, Map<string, Set<RunningGrant>>>();

/**
 * Cancels the grants of a user identity that are in progress, and waits until their last request has ended: one that
 * arrives after the revocation would open the door again.
 */
export const cancelGrants = async (seam: Seam, user_identity_id: string): Promise<void> => {
  const running = [...(grants.get(seam)?.get(user_identity_id) ?? [])];
  for (const { controller } of running)
    controller.abort(
      new AccessError(
        'cancelled_by_revocation',
        'Access of the person is being revoked, so the grant was cancelled.',
      ),
    );
  await Promise.allSettled(running.map(({ settled }) => settled));
};

/** Runs a grant that a revocation of the same user identity cancels. */
export const cancellable = async <TResult>(
  seam: Seam,
  user_identity_id: string,
  work: (signal: AbortSignal) => Promise<TResult>,
): Promise<TResult> => {
  const people = grants.get(seam) ?? new Map<string, Set<RunningGrant>>();
  grants.set(seam, people);
  const running = people.get(user_identity_id) ?? new Set<RunningGrant>();
  people.set(user_identity_id, running);
  const controller = new AbortController();
  const result = work(controller.signal);
  const grant = { controller, settled: result };
  running.add(grant);
  try {
    return await result;
  } finally {
    running.delete(grant);
    if (running.size === 0) people.delete(user_identity_id);
  }
};
