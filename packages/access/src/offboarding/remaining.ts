import type { AcsUser } from '@org/seam-core';
import type { Change } from '../changes/changes.ts';
import { type DoorAccess, doorKey, type Reason, type Residual } from '../doors/door.ts';
import { explainAccess, type Explanation } from '../doors/explain-doors.ts';
import { irrevocableOf, otherRemovals } from '../doors/irrevocable.ts';
import type { AccessFacts, AccessGrantFacts, AcsUserFacts, CredentialFacts } from '../doors/read-facts.ts';
import { hasPassed, isBeingDeleted } from '../doors/removal.ts';
import { attemptsOf, type ChangeHistory, isLastOfAcsUser } from './history.ts';
import type { PlanChoices } from './plan-choices.ts';
import type { DueChange } from './send-changes.ts';

/** A change that would remove something that is left. */
export interface RemainingChange extends DueChange {
  /** The milder change that should make it unnecessary: it gets time to take effect first. */
  readonly after?: Change | undefined;
  /** Whether it is sent again although it was applied a moment ago, because nothing would show that it failed. */
  readonly isUnproven?: boolean | undefined;
}

/** What is left of a person's access after a read. */
export interface Remaining {
  readonly doors: readonly DoorAccess[];
  /** The changes that would remove what is left, each once. */
  readonly changes: readonly RemainingChange[];
  /** Doors that are open although something would close them. */
  readonly open: readonly DoorAccess[];
  /** Revocations that were applied, of which no read shows that the access is gone: something irrevocable lists it, too. */
  readonly unproven: readonly Change[];
  /** Access that nothing removes. */
  readonly irrevocable: readonly Residual[];
  /** Whether Seam or an access system has not applied an earlier change yet. */
  readonly isPending: boolean;
}

const beginsLater = (starts_at: string | null | undefined, { read_at }: AccessFacts): boolean =>
  typeof starts_at === 'string' && (read_at === undefined || Date.parse(starts_at) > Date.parse(read_at));

/** Pending changes of an ACS user that give or keep no access. */
const harmless = new Set<string>(['deleting', 'updating_user_information']);

const isChanging = ({ pending_mutations = [] }: AcsUser): boolean =>
  pending_mutations.some(({ mutation_code }) => !harmless.has(mutation_code));

interface At {
  readonly choices: Required<PlanChoices>;
  readonly history: ChangeHistory;
}

/**
 * Whether a reason is the direct access to a device that has been revoked, where irrevocable access explains why Seam lists
 * the device all the same.
 */
const isRevokedDirect = (reason: Reason, { reasons }: DoorAccess, history: ChangeHistory): boolean =>
  reason.via === 'direct' &&
  !reason.certain &&
  reason.removal.possible &&
  attemptsOf(history, reason.removal.change)?.isApplied === true &&
  reasons.some(({ removal, latent }) => !removal.possible && latent === undefined);

/** Whether a door is open for a reason that can be removed, or that is not known yet. */
const canBeClosed = (access: DoorAccess, history: ChangeHistory): boolean =>
  access.reasons.some(
    (reason) =>
      reason.via === 'unexplained' || (reason.removal.possible && !isRevokedDirect(reason, access, history)),
  );

/** Whether the deletion of an access grant is not finished, except for what nothing removes: Seam keeps it until that ends. */
const isGrantPending = ({ grant }: AccessGrantFacts, { doors, latent }: Explanation): boolean => {
  if (!isBeingDeleted(grant)) return false;
  const reasons = [...doors.flatMap((each) => each.reasons), ...latent.map(({ reason }) => reason)].filter(
    (reason) => reason.via === 'access_grant' && reason.access_grant_id === grant.access_grant_id,
  );
  return reasons.length === 0 || reasons.some(({ removal }) => removal.possible);
};

/** Whether a credential opens something, or will: it begins later, is not issued yet, or its ACS user is suspended. */
const canOpen = (facts: AccessFacts, { credential, entrances, named_entrances = [] }: CredentialFacts) =>
  entrances.length > 0 ||
  ((named_entrances.length > 0 || beginsLater(credential.starts_at, facts)) &&
    !hasPassed(facts, credential.ends_at));

/**
 * Changes that remove the access of an ACS user. Seam does not list access that has not begun, or that of a suspended ACS
 * user, so the entrances of each are revoked at least once.
 */
const acsUserChanges = (
  facts: AccessFacts,
  { acs_user, entrances, access_groups, credentials }: AcsUserFacts,
  { choices, history, isOpen }: At & { readonly isOpen: (key: string) => boolean },
): RemainingChange[] => {
  const { acs_user_id, acs_system_id } = acs_user;
  const revokeAll: Change = {
    path: '/acs/users/revoke_access_to_all_entrances',
    params: { acs_user_id },
  };
  // Of a suspended ACS user only its errors show that the access system did not carry the revocation out.
  const hasFailed =
    acs_user.is_suspended === true &&
    acs_user.errors.some(({ error_code }) => error_code === 'failed_to_update_on_acs_system');
  // A later change of the ACS user may end the error of the revocation.
  const isUnproven =
    acs_user.is_suspended === true &&
    attemptsOf(history, revokeAll)?.isApplied === true &&
    !isLastOfAcsUser(history, revokeAll, acs_user_id);
  const isRevoked = attemptsOf(history, revokeAll)?.wasApplied === true && !hasFailed && !isUnproven;
  const opens = entrances.some(({ acs_entrance_id }) =>
    isOpen(doorKey({ kind: 'entrance', id: acs_entrance_id })),
  );
  const suspend: Change = { path: '/acs/users/suspend', params: { acs_user_id } };
  const changes: Omit<RemainingChange, 'acs_system_id'>[] = [
    ...(opens || !isRevoked ? [{ change: revokeAll, isUnproven }] : []),
    ...access_groups
      .filter(
        ({ group, entrances: opened }) =>
          opened.length > 0 || beginsLater(group.access_schedule?.starts_at, facts),
      )
      .map(({ group: { acs_access_group_id } }) => ({
        change: {
          path: '/acs/users/remove_from_access_group' as const,
          params: { acs_user_id, acs_access_group_id },
        },
        after: revokeAll,
      })),
    ...credentials
      .filter((credential) => canOpen(facts, credential))
      .map(({ credential: { acs_credential_id } }) => ({
        change: { path: '/acs/credentials/delete' as const, params: { acs_credential_id } },
        after: revokeAll,
      })),
    ...(choices.suspend && acs_user.is_suspended !== true ? [{ change: suspend }] : []),
  ];
  return changes.map(({ change, after, isUnproven: unproven }) => ({
    change,
    after,
    isUnproven: unproven,
    acs_system_id,
  }));
};

const otherChanges = (
  facts: AccessFacts,
  { choices, isOpen }: At & { readonly isOpen: (key: string) => boolean },
): Change[] => {
  const { user_identity_id } = facts.user_identity;
  return [
    ...otherRemovals(facts),
    ...facts.access_grants
      .filter(({ grant }) => !isBeingDeleted(grant))
      .map(({ grant: { access_grant_id } }): Change => ({
        path: '/access_grants/delete',
        params: { access_grant_id },
      })),
    ...facts.devices
      .filter(({ device_id }) => isOpen(doorKey({ kind: 'device', id: device_id })))
      .map(({ device_id }): Change => ({
        path: '/user_identities/revoke_access_to_device',
        params: { user_identity_id, device_id },
      })),
    ...facts.client_sessions.map(({ client_session_id }): Change => ({
      path: '/client_sessions/delete',
      params: { client_session_id },
    })),
    ...facts.instant_keys.map(({ instant_key_id }): Change => ({
      path: '/instant_keys/delete',
      params: { instant_key_id },
    })),
    ...(choices.deactivatePhones ? facts.phones : []).map(({ device_id }): Change => ({
      path: '/phones/deactivate',
      params: { device_id },
    })),
  ];
};

/** What is left of a person's access, from what was read. Pure. */
export const remainingOf = (facts: AccessFacts, at: At): Remaining => {
  const explanation = explainAccess(facts);
  const { doors, latent } = explanation;
  const open = doors.filter((access) => canBeClosed(access, at.history));
  const keys = new Set(open.map(({ door }) => doorKey(door)));
  const here = { ...at, isOpen: (key: string) => keys.has(key) };
  return {
    doors,
    changes: [
      ...facts.acs_users.flatMap((user) => acsUserChanges(facts, user, here)),
      ...otherChanges(facts, here).map((change) => ({ change })),
    ],
    open,
    unproven: doors.flatMap((access) =>
      access.reasons.flatMap((reason) =>
        reason.removal.possible && isRevokedDirect(reason, access, at.history) ? [reason.removal.change] : [],
      ),
    ),
    irrevocable: irrevocableOf([...doors, ...latent]).filter(({ cause }) => cause !== 'unexplained'),
    isPending:
      facts.access_grants.some((grant) => isGrantPending(grant, explanation)) ||
      facts.acs_users.some(({ acs_user }) => isChanging(acs_user)),
  };
};

/** Doors that are open although something would close them, each with what is known of why. */
export const openResidual = (
  open: readonly DoorAccess[],
  { history, regranted }: { readonly history: ChangeHistory; readonly regranted: ReadonlySet<string> },
): Residual[] => {
  const causeOf = ({ door, reasons }: DoorAccess): Residual['cause'] => {
    const removals = reasons.flatMap(({ removal }) => (removal.possible ? [removal] : []));
    if (removals.length === 0) return 'unexplained';
    const waits = removals.find(({ waits_for }) => waits_for !== undefined)?.waits_for;
    if (waits !== undefined) return waits;
    const isRefused = removals.some(({ change }) => (attemptsOf(history, change)?.failures ?? 0) > 0);
    if (isRefused) return 'refused';
    return regranted.has(doorKey(door)) ? 'regranted' : 'pending';
  };
  return open.map((access) => ({ door: access.door, cause: causeOf(access), until: null }));
};
