import { type Seam, withResponse } from '@org/seam-core';
import { rules, type OptionRules } from '@org/seam-core/internal';
import { AccessError } from '../access-error.ts';
import { type Change, failureOf, isAbsent, isApplied } from '../changes/changes.ts';
import { checkAccessOptions } from '../check-options.ts';
import { doorKey, type LatentAccess } from '../doors/door.ts';
import { explainAccess } from '../doors/explain-doors.ts';
import type { AccessFacts } from '../doors/facts.ts';
import { type ReadOptions, readRules } from '../doors/read-facts.ts';
import { systemClock } from '../offboarding/clock.ts';
import { findPerson, type Person } from '../person/find-person.ts';
import { takeRevocationTurn } from './cancel-grants.ts';
import type { Revocation } from './revocation.ts';
import { SentChanges } from './sent-changes.ts';
import { sortDoors } from './sort-doors.ts';
import { accessOf, changesOf, isAbout, readTarget, type RevokeTarget } from './target.ts';
import { hasPendingChanges, isHidden, isRemovable, type Verification, verify } from './verify.ts';
import { forgetUnknownGrants, unknownGrantDelay } from './unknown-grants.ts';
import { noteRevocation } from './unfinished-revocations.ts';
import { read, send, type Work } from './work.ts';

export interface RevokeOptions extends ReadOptions {
  /**
   * How long to read until the doors are closed, in milliseconds, 1 or more. What is open by then is `pending`. A read that
   * has begun is finished.
   * @default 30000
   */
  readonly deadline?: number | undefined;
}

const optionRules: OptionRules<RevokeOptions> = { ...readRules, deadline: rules.milliseconds(1) };

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
    if (!isAbsent(error)) throw error;
    const change: Change = { path: '/access_grants/delete', params: { access_grant_id } };
    sent.add(change, { ...failureOf(error), outcome: 'already_absent' }, clock.now().getTime());
    return false;
  }
  throw new AccessError(
    'invalid_option',
    `revokeAccess: the access grant ${access_grant_id} belongs to another user identity.`,
  );
};

/**
 * For Seam, an entrance is a device that does not exist: the revocation would be complete, and the entrance open.
 * @throws AccessError when the id of the device is that of an entrance that the person opens
 */
const checkDevice = ({ target }: Work, facts: AccessFacts): void => {
  if (typeof target !== 'object' || !('device_id' in target)) return;
  const { doors, latent } = explainAccess(facts);
  if ([...doors, ...latent].some(({ door }) => door?.kind === 'entrance' && door.id === target.device_id))
    throw new AccessError(
      'invalid_option',
      `revokeAccess: ${target.device_id} is an entrance, not a device. Revoke entrances with 'all_entrances'.`,
    );
};

/** Sends the changes again after the last moment at which a cancelled grant could arrive. */
const sendAgain = async (work: Work, first: readonly Change[]): Promise<void> => {
  const { seam, clock, signal, identity, target } = work;
  const { user_identity_id } = identity;
  const delay = unknownGrantDelay(seam, user_identity_id, clock.now().getTime());
  if (delay === 0) return;
  await clock.wait(delay, signal);
  const isNamed = typeof target === 'object';
  const found = isNamed ? undefined : await read(work).catch(() => undefined);
  await send(work, found ? changesOf(target, found) : first);
  forgetUnknownGrants(seam, user_identity_id);
};

/** Whether latent access may open doors of a target without access grants, which that target leaves or Seam does not list. */
const mayOpen = (target: RevokeTarget, { door, reason }: LatentAccess, facts: AccessFacts): boolean => {
  if (door !== null) return isAbout(target, { door, reasons: [reason] }, facts);
  if (reason.via === 'access_grant') return reason.latent?.cause === 'not_begun';
  return target === 'all_entrances';
};

/**
 * Whether access is left that opens doors of the target later: of an access grant that has not begun or that Seam does not
 * manage, or of an ACS user or a card whose entrances Seam does not list.
 */
const opensLater = ({ target }: Work, facts: AccessFacts): boolean => {
  const { latent } = explainAccess(facts);
  if (target === 'everything') return latent.some((each) => each.door === null || isRemovable(each));
  if (typeof target === 'string' || 'device_id' in target)
    return latent.some((each) => mayOpen(target, each, facts));
  const { unmanaged_access_grants = [] } = facts;
  return unmanaged_access_grants.some(({ grant }) => grant.access_grant_id === target.access_grant_id);
};

/** Whether a card is of the target whose entrances nothing shows. It opens them also after its credential is deleted. */
const hasLastingCard = ({ target }: Work, facts: AccessFacts): boolean =>
  target === 'everything' && explainAccess(facts).latent.some((each) => isHidden(each) && !isRemovable(each));

const revoke = async (work: Work): Promise<Revocation> => {
  const { seam, identity, target, sent, clock, signal } = work;
  const first = await read(work);
  const isSendable = await checkGrant(work, first);
  checkDevice(work, first);
  const before = new Map(
    accessOf(target, explainAccess(first), first).map((access) => [doorKey(access.door), access]),
  );
  const startedAt = clock.now().getTime();
  const changes = isSendable ? changesOf(target, first) : [];
  await send(work, changes);
  const isRepeated = await sendAgain(work, changes).then(
    () => true,
    () => false,
  );
  const last: Verification = signal?.aborted ? {} : await verify(work, { before, startedAt });
  const { facts = first, after, unknown } = last;
  const doors = sortDoors({
    target,
    sent,
    before: [...before.values()],
    after: isRepeated ? after : undefined,
    unknown,
    facts: target === 'everything' ? facts : { ...facts, access_grants: first.access_grants },
    now: clock.now().getTime(),
    wasAborted: signal?.aborted === true,
  });
  const requested = sent.list();
  noteRevocation(seam, identity.user_identity_id, { ...doors, requested });
  return {
    requested,
    ...doors,
    isComplete:
      after !== undefined &&
      isRepeated &&
      doors.pending.length === 0 &&
      doors.residual.length === 0 &&
      !opensLater(work, facts) &&
      !hasLastingCard(work, first) &&
      !hasPendingChanges(work, facts) &&
      requested.every(isApplied),
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
 * @throws AccessError when no person or several match, when the access grant is another person's, when the device is an
 * entrance, or an option is invalid
 * @throws SeamError when the access cannot be read before anything is sent
 */
export const revokeAccess = async (
  seam: Seam,
  person: Person,
  target: RevokeTarget,
  options: RevokeOptions = {},
): Promise<Revocation> => {
  const wanted = readTarget(target);
  checkAccessOptions('revokeAccess', options, optionRules);
  const { clock = systemClock, deadline = 30_000, signal, concurrency = 4 } = options;
  const shared = { seam, target: wanted, clock, deadline, signal, concurrency };
  return await takeRevocationTurn({
    seam,
    find: () => findPerson(seam, person, { signal }),
    signal,
    work: (identity) =>
      revoke({ ...shared, identity, sent: new SentChanges(), acsUsers: new Set(), codes: new Map() }),
  });
};
