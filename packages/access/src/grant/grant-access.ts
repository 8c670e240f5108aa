import type { Seam } from '@org/seam-core';
import { type OptionRules, rules } from '@org/seam-core/internal';
import { failureOf } from '../changes/changes.ts';
import { checkAccessOptions } from '../check-options.ts';
import { type Door, doorKey } from '../doors/door.ts';
import type { AccessFacts } from '../doors/facts.ts';
import { type ReadOptions, readRules } from '../doors/read-facts.ts';
import { systemClock } from '../offboarding/clock.ts';
import { findPerson, type Person } from '../person/find-person.ts';
import { takeGrantTurn } from '../revoke/cancel-grants.ts';
import { forgetRevocation } from '../revoke/unfinished-revocations.ts';
import { type NamedDoor, withNames } from './door-names.ts';
import { awaitRevocations } from './await-revocations.ts';
import { type EntranceGrants, grantEntrance } from './entrance-grant.ts';
import { read, readUntil, removingSystems, staysOpen, type Work } from './read-open.ts';
import { type SentGrant, sendGrant } from './send-grant.ts';
import { type WantedDoor, type WantedDoors, wantedDoors } from './wanted-doors.ts';

export interface GrantOptions extends ReadOptions {
  /** Sends no further grant when it aborts: the doors that are left are `cancelled`. */
  readonly signal?: AbortSignal | undefined;
  /**
   * How long to read until the doors are open, in milliseconds, 1 or more.
   * @default 30000
   */
  readonly deadline?: number | undefined;
}

/**
 * - `already_open`: the door was open, and nothing was sent;
 * - `granted`: it is open in the last read;
 * - `pending`: the grant was sent, and the door is not open yet, or an earlier revocation may still close it;
 * - `unknown`: the grant may have been applied, and the door is not open yet;
 * - `failed`: Seam refused the grant, see `error`;
 * - `cancelled`: by a revocation of the same person, or by the caller. The door may be open.
 */
export type GrantOutcome = 'already_open' | 'granted' | 'pending' | 'unknown' | 'failed' | 'cancelled';

/** The outcome of a wanted door. */
export interface GrantedDoor {
  /** `name` is absent when the door could not be read. */
  readonly door: Pick<Door, 'kind' | 'id'> & Partial<Pick<Door, 'name'>>;
  readonly outcome: GrantOutcome;
  /** Seam's ids of the requests, to be quoted to its support. */
  readonly request_ids: readonly string[];
  /** Seam's error type, or the class of the error. */
  readonly error?: string;
}

const optionRules: OptionRules<GrantOptions> = { ...readRules, deadline: rules.milliseconds(1) };

const sendOne = async (
  work: Work,
  door: WantedDoor,
  { entrances, facts }: { readonly entrances: EntranceGrants; readonly facts: AccessFacts },
): Promise<SentGrant> => {
  const { seam, signal } = work;
  const { user_identity_id } = entrances;
  if (door.kind === 'device')
    return await sendGrant(entrances, seam.userIdentities.grantAccessToDevice, {
      user_identity_id,
      device_id: door.id,
    });
  const found = await seam.acs.entrances
    .get({ acs_entrance_id: door.id }, { signal })
    .catch((error: unknown): SentGrant => ({ ...failureOf(error), outcome: 'not_sent' }));
  if ('outcome' in found) return found;
  const { acs_system_id } = found;
  const isQuiet = (now: AccessFacts) => !removingSystems(now).has(acs_system_id);
  if (!isQuiet(facts)) await readUntil(work, isQuiet);
  if (signal.aborted) return { outcome: 'not_sent', request_ids: [] };
  return await grantEntrance(entrances, { acs_entrance_id: door.id, acs_system_id });
};

/** The outcome of a door, from what was sent and whether the door is open in the last read. */
const outcomeOf = (
  door: NamedDoor,
  {
    sent,
    isOpen,
    isCancelled,
  }: { readonly sent: SentGrant | undefined; readonly isOpen: boolean; readonly isCancelled: boolean },
): GrantedDoor => {
  const request_ids = sent?.request_ids ?? [];
  if (isCancelled) return { door, outcome: 'cancelled', request_ids };
  if (!sent) return { door, outcome: 'already_open', request_ids };
  if (isOpen) return { door, outcome: 'granted', request_ids };
  if (sent.outcome === 'done') return { door, outcome: 'pending', request_ids };
  const outcome = sent.outcome === 'unknown' ? 'unknown' : 'failed';
  return { door, outcome, request_ids, ...(sent.error === undefined ? {} : { error: sent.error }) };
};

const without = (keys: ReadonlySet<string>, others: readonly string[]): Set<string> =>
  new Set([...keys].filter((key) => !others.includes(key)));

const grant = async (work: Work): Promise<GrantedDoor[]> => {
  const { seam, identity, doors, options, signal } = work;
  const { user_identity_id } = identity;
  const cancelled = (door: WantedDoor): GrantedDoor => ({ door, outcome: 'cancelled', request_ids: [] });
  if (signal.aborted) return doors.map(cancelled);
  const facts = await read(work).catch((error: unknown) => {
    if (signal.aborted) return;
    throw error;
  });
  if (!facts) return doors.map(cancelled);
  const revoked = await awaitRevocations(work, facts);
  const before = without(staysOpen(facts), revoked.doors);
  const sent = new Map<string, SentGrant>();
  const acsUsers = new Map(
    facts.acs_users.map(({ acs_user }) => [acs_user.acs_system_id, acs_user.acs_user_id]),
  );
  const entrances = { seam, user_identity_id, clock: options.clock, signal, acsUsers };
  // One at a time: two first grants in one access system could create two ACS users.
  for (const door of doors) {
    if (signal.aborted) break;
    if (before.has(doorKey(door))) continue;
    const result = await sendOne(work, door, { entrances, facts }).catch((error: unknown): SentGrant => {
      if (signal.aborted) return { outcome: 'unknown', request_ids: [] };
      throw error;
    });
    sent.set(doorKey(door), result);
    if (result.outcome === 'done') forgetRevocation(seam, user_identity_id, doorKey(door));
  }
  const awaited = [...sent].flatMap(([key, { outcome }]) =>
    outcome === 'done' || outcome === 'unknown' ? [key] : [],
  );
  const last =
    awaited.length === 0
      ? facts
      : await readUntil(work, (now) => {
          const open = staysOpen(now);
          return awaited.every((key) => open.has(key));
        });
  const open = last ? without(staysOpen(last), revoked.left) : new Set<string>();
  const { concurrency } = options;
  const reads = last ? [facts, last] : [facts];
  const named = await withNames(doors, { seam, facts: reads, signal, concurrency });
  return named.map((door) =>
    outcomeOf(door, {
      sent: sent.get(doorKey(door)),
      isOpen: open.has(doorKey(door)),
      isCancelled: signal.aborted,
    }),
  );
};

/**
 * Grants a person the doors that are wanted and not open yet, one after the other, then reads back. It only adds: doors that
 * are not wanted stay as they are, so use `revokeAccess` for them. Devices are granted to the user identity, entrances to its
 * ACS user, which Seam creates where there is none.
 *
 * Grants and revocations of one person through the same client take effect in the order in which they were started: a grant
 * waits for those before it, and a later revocation cancels it.
 *
 * @example
 * const doors = await grantAccess(seam, 'ada@example.com', { device_ids: [device_id] });
 *
 * @param person a user identity's id, key, email address or phone number
 * @param wanted the ids of devices and entrances
 * @returns the outcome of each wanted door, in the given order, devices first
 * @throws AccessError when no person or several match, or an option is invalid
 * @throws SeamError when the access of the person cannot be read before anything is sent
 */
export const grantAccess = async (
  seam: Seam,
  person: Person,
  wanted: WantedDoors,
  options: GrantOptions = {},
): Promise<GrantedDoor[]> => {
  const doors = wantedDoors(wanted);
  checkAccessOptions('grantAccess', options, optionRules);
  const { clock = systemClock, deadline = 30_000, concurrency = 4, signal } = options;
  return await takeGrantTurn({
    seam,
    find: () => findPerson(seam, person, { signal }),
    signal,
    work: (identity, cancelled) =>
      grant({
        seam,
        identity,
        doors,
        options: { clock, deadline, concurrency },
        signal: signal ? AbortSignal.any([signal, cancelled]) : cancelled,
      }),
  });
};
