import type { AcsUser } from '@org/seam-core';
import type { Change } from '../changes/changes.ts';
import { explainDoors } from '../doors/explain-doors.ts';
import { irrevocableAccess, otherRemovals } from '../doors/irrevocable.ts';
import { isBeingDeleted } from '../doors/removal.ts';
import type { AccessFacts, AcsUserFacts } from '../doors/read-facts.ts';
import type { DoorAccess, Residual } from '../doors/door.ts';
import { attemptsOf, type ChangeHistory } from './history.ts';
import type { PlanChoices } from './plan-choices.ts';
import type { DueChange } from './send-changes.ts';

/** A change that would remove something that is left. */
export interface RemainingChange extends DueChange {
  /** The milder change that should make it unnecessary: it gets time to take effect first. */
  readonly after?: Change | undefined;
}

/** What is left of a person's access after a read. */
export interface Remaining {
  readonly doors: readonly DoorAccess[];
  /** The changes that would remove what is left, each once. */
  readonly changes: readonly RemainingChange[];
  /** Doors that are open although something would close them. */
  readonly open: readonly DoorAccess[];
  /** Access that nothing removes. */
  readonly irrevocable: readonly Residual[];
  /** Whether Seam or an access system has not applied an earlier change yet. */
  readonly isPending: boolean;
}

const beginsLater = (starts_at: string | null | undefined, now: Date): boolean =>
  typeof starts_at === 'string' && Date.parse(starts_at) > now.getTime();

/** Pending changes of an ACS user that give or keep no access. */
const harmless = new Set<string>(['deleting', 'updating_user_information']);

const isChanging = ({ pending_mutations = [] }: AcsUser): boolean =>
  pending_mutations.some(({ mutation_code }) => !harmless.has(mutation_code));

interface At {
  readonly choices: Required<PlanChoices>;
  readonly history: ChangeHistory;
  readonly now: Date;
}

/**
 * Changes that remove the access of an ACS user. Seam does not list access that has not begun, or that of a suspended ACS
 * user, so the entrances of each are revoked at least once.
 */
const acsUserChanges = (
  { acs_user, entrances, access_groups, credentials }: AcsUserFacts,
  { choices, history, now }: At,
): RemainingChange[] => {
  const { acs_user_id, acs_system_id } = acs_user;
  const revokeAll: Change = {
    path: '/acs/users/revoke_access_to_all_entrances',
    params: { acs_user_id },
  };
  const isRevoked = attemptsOf(history, revokeAll)?.wasApplied === true;
  const isLatent = (starts_at: string | null | undefined, opened: readonly unknown[]) =>
    opened.length > 0 || beginsLater(starts_at, now);
  const suspend: Change = { path: '/acs/users/suspend', params: { acs_user_id } };
  const changes: { readonly change: Change; readonly after?: Change }[] = [
    ...(entrances.length > 0 || !isRevoked ? [{ change: revokeAll }] : []),
    ...access_groups
      .filter(({ group, entrances: opened }) => isLatent(group.access_schedule?.starts_at, opened))
      .map(({ group: { acs_access_group_id } }) => ({
        change: {
          path: '/acs/users/remove_from_access_group' as const,
          params: { acs_user_id, acs_access_group_id },
        },
        after: revokeAll,
      })),
    ...credentials
      .filter(({ credential, entrances: opened }) => isLatent(credential.starts_at, opened))
      .map(({ credential: { acs_credential_id } }) => ({
        change: { path: '/acs/credentials/delete' as const, params: { acs_credential_id } },
        after: revokeAll,
      })),
    ...(choices.suspend && acs_user.is_suspended !== true ? [{ change: suspend }] : []),
  ];
  return changes.map(({ change, after }) => ({ change, after, acs_system_id }));
};

const otherChanges = (facts: AccessFacts, { choices }: At): Change[] => {
  const { user_identity_id } = facts.user_identity;
  return [
    ...otherRemovals(facts),
    ...facts.access_grants
      .filter(({ grant }) => !isBeingDeleted(grant))
      .map(({ grant: { access_grant_id } }): Change => ({
        path: '/access_grants/delete',
        params: { access_grant_id },
      })),
    ...facts.devices.map(({ device_id }): Change => ({
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
  const doors = explainDoors(facts);
  return {
    doors,
    changes: [
      ...facts.acs_users.flatMap((user) => acsUserChanges(user, at)),
      ...otherChanges(facts, at).map((change) => ({ change })),
    ],
    open: doors.filter(({ reasons }) => reasons.some(({ removal }) => removal.possible)),
    irrevocable: irrevocableAccess(facts),
    isPending:
      facts.access_grants.some(({ grant }) => isBeingDeleted(grant)) ||
      facts.acs_users.some(({ acs_user }) => isChanging(acs_user)),
  };
};
