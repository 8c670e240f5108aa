import type { Seam, UserIdentity } from '@org/seam-core';
import { applyChange, type Change, ifFound, isAbsent } from '../changes/changes.ts';
import { mapLimited } from '../changes/limit.ts';
import type { AccessFacts } from '../doors/facts.ts';
import { readAcsUserFacts, readFacts } from '../doors/read-facts.ts';
import { codeIdsOf, readLeftCodes } from '../doors/read-grants.ts';
import { isOwnOrUnlinked, startReading } from '../doors/reading.ts';
import type { Clock } from '../offboarding/clock.ts';
import { obstacleTo } from '../person/obstacle.ts';
import { ownsNothing } from '../person/owns-nothing.ts';
import type { SentChanges } from './sent-changes.ts';
import type { RevokeTarget } from './target.ts';

/** What the steps of a revocation share. */
export interface Work {
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
  /** The access grants of the person's codes, by code: each is read again, also after its access grant is gone. */
  readonly codes: Map<string, string>;
}

/** Reads the access of the person: also that of ACS users which were unlinked, or whose user identity is deleted. */
export const read = async ({
  seam,
  identity,
  clock,
  signal,
  concurrency,
  acsUsers,
  codes,
}: Work): Promise<AccessFacts> => {
  const { user_identity_id } = identity;
  const options = { clock, signal, concurrency };
  const found = await readFacts(seam, identity, options).catch(async (error: unknown) => {
    if (!isAbsent(error)) throw error;
    const isFound = await seam.userIdentities.get({ user_identity_id }, { signal }).then(() => true, ifFound);
    if (isFound || !(await ownsNothing(seam, user_identity_id, signal))) throw error;
    return await readAcsUserFacts(seam, { user_identity_id, acs_user_ids: [] }, options);
  });
  for (const each of found.access_grants)
    for (const id of codeIdsOf([each])) codes.set(id, each.grant.access_grant_id);
  const left = await readLeftCodes(startReading(seam, options), [...codes.keys()], found.access_grants);
  const left_codes = left.map(({ code, device }) => ({
    code,
    device,
    access_grant_id: codes.get(code.access_code_id),
  }));
  const facts = { ...found, left_codes };
  const present = new Set(facts.acs_users.map(({ acs_user }) => acs_user.acs_user_id));
  const unlinked = [...acsUsers].filter((id) => !present.has(id));
  for (const id of present) acsUsers.add(id);
  if (unlinked.length === 0) return facts;
  const others = await readAcsUserFacts(seam, { user_identity_id, acs_user_ids: unlinked }, options);
  const own = others.acs_users.filter(({ acs_user }) => isOwnOrUnlinked(acs_user, user_identity_id));
  return { ...facts, acs_users: [...facts.acs_users, ...own] };
};

/**
 * Sends changes, and records the results. One that was sent before is not sent again when its ACS user or its credential belongs
 * to somebody else by now.
 */
export const send = async (
  { seam, identity, clock, signal, concurrency, sent, acsUsers }: Work,
  changes: readonly Change[],
): Promise<void> => {
  const { user_identity_id } = identity;
  const owner = { user_identity_id, isKnownAcsUser: (id: string) => acsUsers.has(id), call: { signal } };
  await mapLimited(changes, concurrency, async (change) => {
    const obstacle = sent.get(change) && (await obstacleTo(seam, change, owner));
    sent.add(change, obstacle ?? (await applyChange(seam, change, { signal })), clock.now().getTime());
  });
};
