import type { AcsUser } from '@org/seam-core';
import type { Change } from '../changes/changes.ts';
import { type DoorAccess, doorKey, type LatentAccess, type Reason, type Residual } from '../doors/door.ts';
import { explainAccess } from '../doors/explain-doors.ts';
import { irrevocableOf, otherRemovals } from '../doors/irrevocable.ts';
import { isGrantPending } from '../doors/pending-grants.ts';
import type { AccessFacts } from '../doors/read-facts.ts';
import { isBeingDeleted } from '../doors/removal.ts';
import { acsUserChanges, type At, type RemainingChange } from './acs-user-changes.ts';
import { attemptsOf, type ChangeHistory } from './change-history.ts';

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
  /** Access whose doors Seam does not list, in access systems that are disconnected: nothing shows that it was revoked. */
  readonly waiting: readonly Residual[];
  /** Whether Seam or an access system has not applied an earlier change yet. */
  readonly isPending: boolean;
}

/** Pending changes of an ACS user that give or keep no access. */
const harmless = new Set<string>(['deleting', 'updating_user_information']);

const isChanging = ({ pending_mutations = [] }: AcsUser): boolean =>
  pending_mutations.some(({ mutation_code }) => !harmless.has(mutation_code));

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

const waitingOf = (latent: readonly LatentAccess[]): Residual[] => {
  const causes = latent.flatMap(({ door, reason }) => {
    const { via, removal } = reason;
    return door === null && via === 'acs_user' && removal.possible ? (removal.waits_for ?? []) : [];
  });
  return [...new Set(causes)].map((cause) => ({ door: null, cause, until: null }));
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
  const waiting = waitingOf(latent);
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
    waiting,
    isPending:
      waiting.length > 0 ||
      facts.access_grants.some((grant) => isGrantPending(grant, explanation)) ||
      facts.acs_users.some(({ acs_user }) => isChanging(acs_user)),
  };
};

/** Doors that are open although something would close them, each with what is known of why. */
export const openResidual = (
  open: readonly DoorAccess[],
  { history, regranted }: { readonly history: ChangeHistory; readonly regranted: ReadonlySet<string> },
): Residual[] => {
  const whyOf = ({ door, reasons }: DoorAccess): Pick<Residual, 'cause' | 'error'> => {
    const removals = reasons.flatMap(({ removal }) => (removal.possible ? [removal] : []));
    if (removals.length === 0) return { cause: 'unexplained' };
    const waits = removals.find(({ waits_for }) => waits_for !== undefined)?.waits_for;
    if (waits !== undefined) return { cause: waits };
    const refused = removals
      .map(({ change }) => attemptsOf(history, change))
      .find((attempts) => attempts !== undefined && attempts.failures > 0);
    if (refused)
      return { cause: 'refused', ...(refused.error === undefined ? {} : { error: refused.error }) };
    return { cause: regranted.has(doorKey(door)) ? 'regranted' : 'pending' };
  };
  return open.map((access) => ({ door: access.door, until: null, ...whyOf(access) }));
};
