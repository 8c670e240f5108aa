import { type Change, type ChangeResult, isApplied } from '../changes/changes.ts';
import {
  type Door,
  type DoorAccess,
  doorKey,
  type PendingCause,
  type Reason,
  type ResidualCause,
} from '../doors/door.ts';
import type { AccessFacts } from '../doors/facts.ts';
import { canonicalJson } from '../journal/hash.ts';
import { includes, type RevokeTarget } from './target.ts';

/** A change that was sent, with the result of the last time, and Seam's request ids of all times. */
export interface RequestedChange extends ChangeResult {
  readonly change: Change;
}

/** A door that was open, and is closed in the last read. */
export interface VerifiedDoor {
  readonly door: Door;
  /** Seam's ids of the requests that closed it. */
  readonly request_ids: readonly string[];
}

/** Why a door is not proven to be closed yet. */
export type UnverifiedCause =
  | PendingCause
  /** It is unknown whether Seam has received the change: see `error`. */
  | 'failed'
  /** The doors could not be read after the change. */
  | 'unread'
  /** The caller's signal aborted the revocation. */
  | 'aborted';

/** A door that is open, or may be, although the revocation includes everything that opens it. */
export interface PendingDoor {
  readonly door: Door;
  readonly cause: UnverifiedCause;
  /** When the access ends by itself, ISO 8601; `null` when it does not or when that is unknown. */
  readonly until: string | null;
  readonly request_ids: readonly string[];
  /** Seam's error type, or the class of the error, for `failed` and `refused`. */
  readonly error?: string;
}

/** A door that stays open for a reason that the target does not include, or that nothing removes. */
export interface ResidualDoor extends DoorAccess {
  /** `other_access`: the door is open through something that was not revoked, see `reasons`. */
  readonly cause: ResidualCause | 'other_access';
  readonly until: string | null;
  readonly request_ids: readonly string[];
}

/** The result of a revocation. Each door that the target is about, and that was open, is in one of the three lists. */
export interface Revocation {
  readonly requested: readonly RequestedChange[];
  readonly verified: readonly VerifiedDoor[];
  readonly pending: readonly PendingDoor[];
  readonly residual: readonly ResidualDoor[];
  /**
   * Whether nothing is left: every change was applied, the last read was clean, and no access of the target can begin later.
   * Never with `everything` for a suspended ACS user, nor for an access grant that Seam does not manage: Seam does not list the
   * entrances that were granted to the former directly, nor the doors of the latter before it begins.
   */
  readonly isComplete: boolean;
}

/** The changes of a revocation that were sent, each with its results. */
export class SentChanges {
  readonly #sent = new Map<string, { result: RequestedChange; times: number; at: number }>();

  add(change: Change, { request_ids, ...result }: ChangeResult, now: number): void {
    const known = this.#sent.get(canonicalJson(change));
    const all = [...(known?.result.request_ids ?? []), ...request_ids];
    this.#sent.set(canonicalJson(change), {
      result: { change, ...result, request_ids: all },
      times: (known?.times ?? 0) + 1,
      at: now,
    });
  }

  get(
    change: Change,
  ): { readonly result: RequestedChange; readonly times: number; readonly at: number } | undefined {
    return this.#sent.get(canonicalJson(change));
  }

  isApplied(change: Change): boolean {
    const known = this.get(change);
    return known !== undefined && isApplied(known.result);
  }

  list(): RequestedChange[] {
    return [...this.#sent.values()].map(({ result }) => result);
  }
}

/** What is known when a revocation ends. */
interface Ending {
  readonly target: RevokeTarget;
  readonly sent: SentChanges;
  /** What was open at the first read, or in a later one. */
  readonly before: readonly DoorAccess[];
  /** What is open in the last read; `undefined` when there was none after the changes. */
  readonly after: readonly DoorAccess[] | undefined;
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
  const { target, before, after, facts, now } = ending;
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
    else if (after && !still)
      verified.push({ door: access.door, request_ids: idsOf(requestsOf(ending, access)) });
    else if (isKept) residual.push(residualDoor(ending, current));
    else pending.push(pendingDoor(ending, current));
  }
  return { verified, pending, residual };
};
