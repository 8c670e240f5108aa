import type { AccessGrant } from '@org/seam-core';
import { ifFound } from '../changes/changes.ts';
import { mapLimited } from '../changes/limit.ts';
import type { Door } from '../doors/door.ts';
import { explainDoors } from '../doors/explain-doors.ts';
import { doorsWithout, readUnknownDoors } from '../doors/unknown-doors.ts';
import { type AccessFacts, type AccessGrantFacts, readAcsUserFacts, readFacts } from '../doors/read-facts.ts';
import { readLeftCodes } from '../doors/read-grants.ts';
import { isOwnOrUnlinked, startReading } from '../doors/reading.ts';
import { ownsNothing } from '../person/owns-nothing.ts';
import { knownAccessCodes, knownAccessGrants, knownAcsUsers } from './known-access.ts';
import type { Run } from './run.ts';

/** What a verifying read found. */
export interface Reading {
  /** The access of the person: also that of ACS users that were unlinked during the run. */
  readonly facts: AccessFacts;
  /** Whether the user identity still exists. */
  readonly exists: boolean;
  /** Doors that were open when Seam knew them last. */
  readonly unknown: readonly Door[];
}

/** Seam says that the user identity does not exist, and lists what it can open. */
export class Contradiction extends Error {
  override readonly name = 'Contradiction';
}

/** The access grants of the run that still exist, although the user identity does not. */
const readOrphanedGrants = async ({ seam, log, signal, concurrency }: Run): Promise<AccessGrantFacts[]> => {
  const ids = [...knownAccessGrants(log.entries)];
  const grants = await mapLimited(ids, concurrency, async (access_grant_id) =>
    seam.accessGrants.get({ access_grant_id }, { signal }).catch(ifFound),
  );
  return grants
    .filter((grant): grant is AccessGrant => grant !== undefined)
    .map((grant) => ({
      grant,
      methods: [],
      codes: [],
      backup_codes: [],
      same_codes: [],
      devices: [],
      entrances: [],
      credentials: [],
    }));
};

/** The doors that were open in the last read, or else when the plan was made, and those that Seam did not know then. */
const lastOpenDoors = ({ log, plan }: Run): Door[] => {
  const last = log.entries.findLast((entry) => entry.type === 'access_read');
  const unknown = last?.irrevocable.filter(({ cause }) => cause === 'door_unknown') ?? [];
  return [...(last?.open ?? plan.doors), ...unknown].flatMap(({ door }) => door ?? []);
};

/**
 * Reads what the person can open. Somebody else may delete the user identity, or unlink an ACS user, while the run is in
 * progress: what the run knew of is read all the same, unless it belongs to another user identity by now.
 */
export const readAgain = async (run: Run): Promise<Reading> => {
  const { seam, plan, log, signal, concurrency, clock } = run;
  const { user_identity_id } = plan;
  const options = { signal, concurrency, clock };
  const identity = await seam.userIdentities.get({ user_identity_id }, { signal }).catch(ifFound);
  if (!identity && !(await ownsNothing(seam, user_identity_id, signal))) throw new Contradiction();
  const facts = identity && (await readFacts(seam, identity, options));
  const linked = new Set(facts?.acs_users.map(({ acs_user }) => acs_user.acs_user_id));
  const acs_user_ids = [...knownAcsUsers(log.entries).keys()].filter((id) => !linked.has(id));
  const others = await readAcsUserFacts(seam, { user_identity_id, acs_user_ids }, options);
  const unlinked = others.acs_users.filter(({ acs_user }) => isOwnOrUnlinked(acs_user, user_identity_id));
  const access_grants = facts?.access_grants ?? (await readOrphanedGrants(run));
  const left_codes = await readLeftCodes(
    startReading(seam, options),
    knownAccessCodes(log.entries),
    access_grants,
  );
  const acs_users = [...(facts?.acs_users ?? []), ...unlinked];
  const found = { ...(facts ?? others), acs_users, access_grants, left_codes };
  const open = explainDoors(found).map(({ door }) => door);
  const closed = doorsWithout(lastOpenDoors(run), open);
  const unknown = await readUnknownDoors(startReading(seam, options), closed);
  return { facts: found, exists: facts !== undefined, unknown };
};
