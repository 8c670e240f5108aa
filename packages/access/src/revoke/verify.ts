import { isSeamError } from '@org/seam-core';
import { type Change, isApplied } from '../changes/changes.ts';
import { type Door, type DoorAccess, doorKey, type LatentAccess } from '../doors/door.ts';
import { explainAccess } from '../doors/explain-doors.ts';
import type { AccessFacts } from '../doors/facts.ts';
import { isGrantPending } from '../doors/pending-grants.ts';
import { startReading } from '../doors/reading.ts';
import { doorsWithout, readUnknownDoors } from '../doors/unknown-doors.ts';
import { isUncertain } from './sort-doors.ts';
import { accessOf, changesOf, includes, removingOf, sessionsWithAccounts } from './target.ts';
import { read, send, type Work } from './work.ts';

const firstPause = 250;
const longestPause = 5000;
/** How often a change that was not applied is sent. */
const mostTimes = 5;
/** An applied change without effect is sent again after this time, in milliseconds. */
const resendAfter = 30_000;

/** Kinds of pending changes of an ACS user that may open or close entrances. */
const accessMutations: ReadonlySet<string> = new Set([
  // An ACS user that is being created opens nothing yet, so that a revocation of it has no visible effect before.
  'creating',
  'deferring_creation',
  'deleting',
  'updating_group_membership',
  'deferring_group_membership_update',
  'updating_credential_assignment',
]);

/** Whether an access system has not applied changes of the person's ACS users. Only a target with entrances waits for them. */
const hasPendingUsers = ({ target }: Work, facts: AccessFacts): boolean =>
  (target === 'everything' || target === 'all_entrances') &&
  facts.acs_users.some(({ acs_user }) =>
    acs_user.pending_mutations?.some(({ mutation_code }) => accessMutations.has(mutation_code)),
  );

/** Whether the deletion of an access grant of the target is not finished. */
const hasPendingGrants = ({ target }: Work, facts: AccessFacts): boolean => {
  const explanation = explainAccess(facts);
  return facts.access_grants.some((grantFacts) => {
    const { access_grant_id } = grantFacts.grant;
    const isNamed =
      typeof target === 'object' && 'access_grant_id' in target && target.access_grant_id === access_grant_id;
    return (isNamed || target === 'everything') && isGrantPending(grantFacts, explanation);
  });
};

/** Whether changes of the target are not finished, whether a door is open or not. */
export const hasPendingChanges = (work: Work, facts: AccessFacts): boolean =>
  hasPendingUsers(work, facts) ||
  hasPendingGrants(work, facts) ||
  (work.target === 'everything' && sessionsWithAccounts(facts).length > 0);

/** Whether a door may still close by the changes of the target. */
const mayClose = ({ target }: Work, access: DoorAccess, facts: AccessFacts): boolean =>
  access.reasons.every(
    (reason) =>
      includes(target, reason, facts) ||
      (reason.latent !== undefined && target !== 'everything') ||
      isUncertain(reason, access) ||
      // Revoking all entrances of an ACS user takes them from the credentials of access grants as well.
      (target === 'all_entrances' && access.door.kind === 'entrance' && reason.removal.possible),
  );

/** The changes to send after a read: new ones, those without a known success, and stronger ones as a last resort. */
const dueChanges = (work: Work, facts: AccessFacts, startedAt: number): Change[] => {
  const { sent, target, clock, deadline } = work;
  const now = clock.now().getTime();
  const isLate = now - startedAt >= deadline / 2;
  const unfinished = sent.list().filter((request) => !isApplied(request));
  const left = removingOf(target, explainAccess(facts), facts)
    .filter(({ isLastResort }) => !isLastResort || isLate)
    .map(({ change }) => change);
  const named = typeof target === 'object' ? [] : changesOf(target, facts);
  const all = new Map(
    [...unfinished.map(({ change }) => change), ...named, ...left].map((change) => [
      JSON.stringify(change),
      change,
    ]),
  );
  const isLeft = new Set(left.map((change) => JSON.stringify(change)));
  return [...all].flatMap(([key, change]) => {
    const known = sent.get(change);
    if (!known) return [change];
    if (!isApplied(known.result)) return known.times < mostTimes ? [change] : [];
    return isLeft.has(key) && now - known.at >= resendAfter ? [change] : [];
  });
};

export const isRemovable = ({ reason }: LatentAccess): boolean => reason.removal.possible;

/** Whether latent access is of entrances that Seam does not list: those granted to an ACS user directly, and those on a card. */
export const isHidden = ({ door, reason }: LatentAccess): boolean =>
  door === null && (reason.via === 'acs_user' || reason.via === 'credential');

/** Whether a failed read may succeed later. */
const isTemporary = (error: unknown): boolean =>
  isSeamError(error) &&
  !isSeamError(error, 'SeamUnauthorizedError') &&
  !isSeamError(error, 'SeamForbiddenError') &&
  !isSeamError(error, 'SeamAbortError');

/** What the last successful read found. */
export interface Verification {
  readonly facts?: AccessFacts;
  /** The doors of the target that are open. */
  readonly after?: readonly DoorAccess[];
  /** Doors that were open when Seam knew them last. */
  readonly unknown?: readonly Door[];
}

/** Reads until everything of the target is closed, and sends what is missing. */
export const verify = async (
  work: Work,
  { before, startedAt }: { readonly before: Map<string, DoorAccess>; readonly startedAt: number },
): Promise<Verification> => {
  const { target, clock, deadline, signal } = work;
  let last: Verification = {};
  /** Doors that were read as closed while Seam knew them. */
  let closed: readonly Door[] = [];
  for (let pause = firstPause; ; pause = Math.min(pause * 2, longestPause)) {
    let isWaiting = true;
    try {
      const facts = await read(work);
      const explanation = explainAccess(facts);
      // Doors that somebody opens meanwhile are the target's, too.
      for (const access of accessOf(target, explanation, facts))
        if (!before.has(doorKey(access.door))) before.set(doorKey(access.door), access);
      // A door that is open for another reason by now is not closed.
      const known = explanation.doors.filter(({ door }) => before.has(doorKey(door)));
      const all = [
        ...new Map(
          [...known, ...accessOf(target, explanation, facts)].map((access) => [doorKey(access.door), access]),
        ).values(),
      ];
      const open = all.map(({ door }) => door);
      closed = doorsWithout(closed, open);
      const others = [...before.values()].map(({ door }) => door);
      const left = doorsWithout(others, [...open, ...closed]);
      const unknown = await readUnknownDoors(startReading(work.seam, work), left);
      closed = [...closed, ...doorsWithout(left, unknown)];
      last = { facts, after: all, unknown };
      const due = dueChanges(work, facts, startedAt);
      await send(work, due);
      isWaiting =
        due.length > 0 ||
        hasPendingChanges(work, facts) ||
        all.some((access) => mayClose(work, access, facts)) ||
        (target === 'everything' && explanation.latent.some((each) => isRemovable(each) && !isHidden(each)));
    } catch (error) {
      if (signal?.aborted || !isTemporary(error)) return last;
    }
    const left = startedAt + deadline - clock.now().getTime();
    if (!isWaiting || left <= 0 || signal?.aborted) return last;
    try {
      await clock.wait(Math.min(pause, left), signal);
    } catch {
      return last;
    }
  }
};
