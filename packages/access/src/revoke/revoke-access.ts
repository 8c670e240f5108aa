import { isSeamError, type Seam, type UserIdentity, withResponse } from '@org/seam-core';
import { rules, type OptionRules } from '@org/seam-core/internal';
import { AccessError } from '../access-error.ts';
import { applyChange, type Change, isApplied } from '../changes/changes.ts';
import { mapLimited } from '../changes/map-limited.ts';
import { checkAccessOptions } from '../check-options.ts';
import { type DoorAccess, doorKey, type LatentAccess } from '../doors/door.ts';
import { explainAccess } from '../doors/explain-doors.ts';
import type { AccessFacts } from '../doors/facts.ts';
import { readRules } from '../doors/read-access.ts';
import { readAcsUserFacts, readFacts, type ReadOptions } from '../doors/read-facts.ts';
import { type Clock, systemClock } from '../offboarding/clock.ts';
import { findPerson, type Person } from '../person/find-person.ts';
import { forgetUnknownGrants, takeRevocationTurn, unknownGrantsUntil } from './cancel-grants.ts';
import { type Revocation, SentChanges, sortDoors } from './revocation.ts';
import { accessOf, changesOf, checkTarget, includes, removingOf, type RevokeTarget } from './target.ts';

export interface RevokeOptions extends ReadOptions {
  /**
   * How long to read until the doors are closed, in milliseconds, 1 or more. What is open by then is `pending`. A read that
   * has begun is finished.
   * @default 30000
   */
  readonly deadline?: number | undefined;
}

const optionRules: OptionRules<RevokeOptions> = { ...readRules, deadline: rules.milliseconds(1) };

/** What the steps of a revocation share. */
interface Work {
  readonly seam: Seam;
  readonly identity: UserIdentity;
  readonly target: RevokeTarget;
  readonly clock: Clock;
  readonly deadline: number;
  readonly signal: AbortSignal | undefined;
  readonly concurrency: number;
  readonly sent: SentChanges;
  /** The ACS users of the person that were read once: each is read again, also after somebody has unlinked it. */
  readonly acsUsers: Set<string>;
}

const firstPause = 250;
const longestPause = 5000;
/** How often a change that was not applied is sent. */
const mostTimes = 5;
/** An applied change without effect is sent again after this time, in milliseconds. */
const resendAfter = 30_000;

const read = async ({ seam, identity, clock, signal, concurrency, acsUsers }: Work): Promise<AccessFacts> => {
  const { user_identity_id } = identity;
  const options = { clock, signal, concurrency };
  const facts = await readFacts(seam, identity, options).catch(async (error: unknown) => {
    if (!isSeamError(error, 'SeamNotFoundError')) throw error;
    const isGone = await seam.userIdentities.get({ user_identity_id }, { signal }).then(
      () => false,
      (reason: unknown) => isSeamError(reason, 'SeamNotFoundError'),
    );
    if (!isGone) throw error;
    return await readAcsUserFacts(seam, { user_identity_id, acs_user_ids: [] }, options);
  });
  const present = new Set(facts.acs_users.map(({ acs_user }) => acs_user.acs_user_id));
  const unlinked = [...acsUsers].filter((id) => !present.has(id));
  for (const id of present) acsUsers.add(id);
  if (unlinked.length === 0) return facts;
  const others = await readAcsUserFacts(seam, { user_identity_id, acs_user_ids: unlinked }, options);
  // One that belongs to somebody else by now is none of ours.
  const own = others.acs_users.filter(({ acs_user }) =>
    [undefined, user_identity_id].includes(acs_user.user_identity_id),
  );
  return { ...facts, acs_users: [...facts.acs_users, ...own] };
};

const send = async (
  { seam, clock, signal, concurrency, sent }: Work,
  changes: readonly Change[],
): Promise<void> => {
  await mapLimited(changes, concurrency, async (change) => {
    sent.add(change, await applyChange(seam, change, { signal }), clock.now().getTime());
  });
};

/** Checks that an access grant is the person's. One that does not exist any more is recorded as already absent. */
const checkGrant = async (work: Work, facts: AccessFacts): Promise<boolean> => {
  const { seam, target, signal, sent, clock, identity } = work;
  if (typeof target !== 'object' || !('access_grant_id' in target)) return true;
  const { access_grant_id } = target;
  const all = [...facts.access_grants, ...(facts.unmanaged_access_grants ?? [])];
  const known = all.find(({ grant }) => grant.access_grant_id === access_grant_id);
  if (known) return facts.access_grants.some((managed) => managed === known);
  try {
    const { data } = await withResponse(seam.accessGrants.get, { access_grant_id }, { signal });
    if (data.user_identity_id === identity.user_identity_id) return true;
  } catch (error) {
    if (!isSeamError(error, 'SeamNotFoundError')) throw error;
    const request_ids = error.requestId === undefined ? [] : [error.requestId];
    const change: Change = { path: '/access_grants/delete', params: { access_grant_id } };
    sent.add(change, { outcome: 'already_absent', request_ids, error: error.type }, clock.now().getTime());
    return false;
  }
  throw new AccessError(
    'invalid_option',
    `revokeAccess: the access grant ${access_grant_id} belongs to another user identity.`,
  );
};

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

/** Whether a door may still close by the changes of the target. */
const mayClose = ({ target }: Work, { door, reasons }: DoorAccess, facts: AccessFacts): boolean =>
  reasons.every(
    (reason) =>
      includes(target, reason, facts) ||
      (reason.latent !== undefined && target !== 'everything') ||
      (reason.via === 'direct' && !reason.certain && reasons.length > 1) ||
      // Revoking all entrances of an ACS user takes them from the credentials of access grants as well.
      (target === 'all_entrances' && door.kind === 'entrance' && reason.removal.possible),
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

/** Sends the changes again after the last moment at which a cancelled grant could arrive. */
const tapAgain = async (work: Work, first: readonly Change[]): Promise<void> => {
  const { seam, clock, signal, identity, target } = work;
  const { user_identity_id } = identity;
  const now = clock.now().getTime();
  const until = unknownGrantsUntil(seam, user_identity_id, now);
  if (until === undefined) return;
  await clock.wait(until - now, signal);
  const isNamed = typeof target === 'object';
  const found = isNamed ? undefined : await read(work).catch(() => undefined);
  await send(work, found ? changesOf(target, found) : first);
  forgetUnknownGrants(seam, user_identity_id);
};

const isRemovable = ({ reason }: LatentAccess): boolean => reason.removal.possible;

/** Whether latent access is what Seam never lists: the entrances that were granted to a suspended ACS user directly. */
const isHidden = ({ door, reason }: LatentAccess): boolean => door === null && reason.via === 'acs_user';

/** Whether a failed read may succeed later. */
const isTemporary = (error: unknown): boolean =>
  isSeamError(error) &&
  !isSeamError(error, 'SeamUnauthorizedError') &&
  !isSeamError(error, 'SeamForbiddenError') &&
  !isSeamError(error, 'SeamAbortError');

/** Reads until everything of the target is closed, and sends what is missing. */
const verify = async (
  work: Work,
  { before, startedAt }: { readonly before: Map<string, DoorAccess>; readonly startedAt: number },
): Promise<{ readonly facts?: AccessFacts; readonly after?: readonly DoorAccess[] }> => {
  const { target, clock, deadline, signal } = work;
  let last: { readonly facts?: AccessFacts; readonly after?: readonly DoorAccess[] } = {};
  for (let pause = firstPause; ; pause = Math.min(pause * 2, longestPause)) {
    let isWaiting = true;
    try {
      const facts = await read(work);
      const explanation = explainAccess(facts);
      // Doors that somebody opens meanwhile are the target's, too.
      for (const access of accessOf(target, explanation, facts))
        if (!before.has(doorKey(access.door))) before.set(doorKey(access.door), access);
      const all =
        target === 'everything'
          ? accessOf(target, explanation, facts)
          : explanation.doors.filter(({ door }) => before.has(doorKey(door)));
      last = { facts, after: all };
      const due = dueChanges(work, facts, startedAt);
      await send(work, due);
      isWaiting =
        due.length > 0 ||
        hasPendingUsers(work, facts) ||
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

const revoke = async (work: Work): Promise<Revocation> => {
  const { target, sent, clock, signal } = work;
  const first = await read(work);
  const isSendable = await checkGrant(work, first);
  const before = new Map(
    accessOf(target, explainAccess(first), first).map((access) => [doorKey(access.door), access]),
  );
  const startedAt = clock.now().getTime();
  const changes = isSendable ? changesOf(target, first) : [];
  await send(work, changes);
  const isRepeated = await tapAgain(work, changes).then(
    () => true,
    () => false,
  );
  const last = signal?.aborted ? {} : await verify(work, { before, startedAt });
  const { facts = first, after } = last;
  const doors = sortDoors({
    target,
    sent,
    before: [...before.values()],
    after: isRepeated ? after : undefined,
    facts: target === 'everything' ? facts : { ...first, ...facts, access_grants: [...first.access_grants] },
    now: clock.now().getTime(),
    wasAborted: signal?.aborted === true,
  });
  const isLatentLeft = target === 'everything' && explainAccess(facts).latent.some(isRemovable);
  return {
    requested: sent.list(),
    ...doors,
    isComplete:
      after !== undefined &&
      isRepeated &&
      doors.pending.length === 0 &&
      doors.residual.length === 0 &&
      !isLatentLeft &&
      !hasPendingUsers(work, facts) &&
      sent.list().every(isApplied),
  };
};

/**
 * Revokes access of a person, then reads until the doors are closed or the deadline has passed. Grants of the same person
 * that are in progress through this client are cancelled first, and grants that start meanwhile wait. A change that failed
 * with an unknown outcome is sent again; all of them are idempotent. If a grant may still arrive, everything is revoked once
 * more after ten seconds.
 *
 * A failed, pending or aborted revocation is a result, not an error, once a change was sent.
 *
 * @example
 * const { verified, pending, residual } = await revokeAccess(seam, 'ada@example.com', { device_id });
 *
 * @param person a user identity's id, key, email address or phone number
 * @param target a device, an access grant of the person, all devices, all entrances, or everything
 * @throws AccessError when no person or several match, when the access grant is another person's, or an option is invalid
 * @throws SeamError when the access cannot be read before anything is sent
 */
// oxlint-disable-next-line max-params -- client, person and target, as in every workflow, and options
export const revokeAccess = async (
  seam: Seam,
  person: Person,
  target: RevokeTarget,
  options: RevokeOptions = {},
): Promise<Revocation> => {
  checkTarget(target);
  checkAccessOptions('revokeAccess', options, optionRules);
  const { clock = systemClock, deadline = 30_000, signal, concurrency = 4 } = options;
  const shared = { seam, target, clock, deadline, signal, concurrency };
  return await takeRevocationTurn({
    seam,
    find: () => findPerson(seam, person, { signal }),
    signal,
    work: (identity) => revoke({ ...shared, identity, sent: new SentChanges(), acsUsers: new Set() }),
  });
};
