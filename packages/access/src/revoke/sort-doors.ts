import { type Change, isApplied } from '../changes/changes.ts';
import { type Door, type DoorAccess, doorKey, type Reason } from '../doors/door.ts';
import type { AccessFacts } from '../doors/facts.ts';
import type { PendingDoor, ResidualDoor, Revocation, UnverifiedCause, VerifiedDoor } from './revocation.ts';
import type { RequestedChange, SentChanges } from './sent-changes.ts';
import { includes, type RevokeTarget } from './target.ts';

/** What is known when a revocation ends. */
interface Ending {
  readonly target: RevokeTarget;
  readonly sent: SentChanges;
  /** What was open at the first read, or in a later one. */
  readonly before: readonly DoorAccess[];
  /** What is open in the last read; `undefined` when there was none after the changes. */
  readonly after: readonly DoorAccess[] | undefined;
  /** Doors that were open when Seam knew them last. */
  readonly unknown?: readonly Door[] | undefined;
  readonly facts: AccessFacts;
  readonly now: number;
  readonly wasAborted: boolean;
}

const isOver = (until: string | null, now: number): boolean => until !== null && Date.parse(until) <= now;

const endOf = (until: string | null): number => (until === null ? Infinity : Date.parse(until));

/** The requests that concern a door: the removals of its reasons. */
const requestsOf = ({ sent }: Ending, { reasons }: DoorAccess): RequestedChange[] => {
  const changes = reasons.flatMap((reason): Change[] => {
    const found: Change[] = reason.removal.change ? [reason.removal.change] : [];
    if ('acs_user_id' in reason && reason.acs_user_id !== undefined) {
      const { acs_user_id } = reason;
      found.push({ path: '/acs/users/revoke_access_to_all_entrances', params: { acs_user_id } });
    }
    if (reason.via === 'access_grant') {
      const { access_grant_id } = reason;
      found.push({ path: '/access_grants/delete', params: { access_grant_id } });
    }
    if (reason.via === 'credential') {
      const { acs_credential_id } = reason;
      found.push({ path: '/acs/credentials/delete', params: { acs_credential_id } });
    }
    return found;
  });
  return [...new Set(changes.flatMap((change) => sent.get(change)?.result ?? []))];
};

const idsOf = (requests: readonly RequestedChange[]): string[] =>
  requests.flatMap(({ request_ids }) => request_ids);

const pendingDoor = (ending: Ending, access: DoorAccess): PendingDoor => {
  const requests = requestsOf(ending, access);
  const failed = requests.find((request) => !isApplied(request));
  const waits = access.reasons.flatMap(({ removal }) => (removal.possible ? (removal.waits_for ?? []) : []));
  const cause = (): UnverifiedCause => {
    if (ending.wasAborted) return 'aborted';
    if (failed) return failed.outcome === 'rejected' ? 'refused' : 'failed';
    return ending.after ? (waits[0] ?? 'pending') : 'unread';
  };
  return {
    door: access.door,
    cause: cause(),
    until: null,
    request_ids: idsOf(requests),
    ...(failed?.error === undefined ? {} : { error: failed.error }),
  };
};

const residualDoor = (ending: Ending, access: DoorAccess): ResidualDoor => {
  const lasting = access.reasons.flatMap(({ removal }) =>
    removal.possible || isOver(removal.until, ending.now) ? [] : [removal],
  );
  const impossible = lasting.toSorted((one, other) => endOf(one.until) - endOf(other.until)).at(-1);
  return {
    ...access,
    cause: impossible?.cause ?? 'other_access',
    until: impossible?.until ?? null,
    request_ids: idsOf(requestsOf(ending, access)),
  };
};

/** Whether a reason is direct access that another reason may explain instead. */
export const isUncertain = (reason: Reason, { reasons }: DoorAccess): boolean =>
  reason.via === 'direct' && !reason.certain && reasons.length > 1;

/** Sorts the doors of a revocation: verified, pending and residual. */
export const sortDoors = (ending: Ending): Pick<Revocation, 'verified' | 'pending' | 'residual'> => {
  const { target, before, after, unknown = [], facts, now } = ending;
  const unknownKeys = new Set(unknown.map(doorKey));
  const open = new Map(after?.map((access) => [doorKey(access.door), access]));
  const verified: VerifiedDoor[] = [];
  const pending: PendingDoor[] = [];
  const residual: ResidualDoor[] = [];
  for (const access of before) {
    const still = open.get(doorKey(access.door));
    // What nothing removes stays, whether Seam still lists the door or not.
    const lasting = access.reasons.filter(
      ({ removal }) => !removal.possible && removal.cause !== 'unexplained' && !isOver(removal.until, now),
    );
    const current = still ?? access;
    const isKept = current.reasons.some(
      (reason) =>
        (target === 'everything' || reason.latent === undefined) &&
        !includes(target, reason, facts) &&
        !isUncertain(reason, current),
    );
    if (lasting.length > 0 && !still && after)
      residual.push(residualDoor(ending, { ...access, reasons: lasting }));
    else if (after && unknownKeys.has(doorKey(access.door)))
      residual.push({ ...residualDoor(ending, access), cause: 'door_unknown', until: null });
    else if (after && !still)
      verified.push({ door: access.door, request_ids: idsOf(requestsOf(ending, access)) });
    else if (isKept) residual.push(residualDoor(ending, current));
    else pending.push(pendingDoor(ending, current));
  }
  return { verified, pending, residual };
};
