import type { Change } from '../changes/changes.ts';
import { explainDoors } from '../doors/explain-doors.ts';
import { irrevocableAccess, otherRemovals } from '../doors/irrevocable.ts';
import type { AccessFacts, AcsUserFacts } from '../doors/read-facts.ts';
import type { Residual } from '../doors/door.ts';
import type { PlanChoices } from './plan.ts';

/** A change that would remove something that is left. */
export interface RemainingChange {
  readonly change: Change;
  /** The milder change that should make it unnecessary: it gets time to take effect first. */
  readonly after?: Change | undefined;
}

/** What is left of a person's access after a read. */
export interface Remaining {
  /** The changes that would remove what is left, each once. */
  readonly changes: readonly RemainingChange[];
  /** Doors that are open although something would close them. */
  readonly open: readonly Residual[];
  /** Doors that nothing closes. */
  readonly irrevocable: readonly Residual[];
  /** Whether Seam or an access system has not applied an earlier change yet. */
  readonly isPending: boolean;
}

const isBeingDeleted = ({ warnings }: { readonly warnings: readonly { readonly warning_code: string }[] }) =>
  warnings.some(({ warning_code }) => warning_code === 'being_deleted');

const beginsLater = (starts_at: string | null | undefined, now: Date): boolean =>
  typeof starts_at === 'string' && Date.parse(starts_at) > now.getTime();

/**
 * Changes that remove the access of an ACS user: also access that Seam does not list because it has not begun, or because
 * the ACS user is suspended.
 */
const acsUserChanges = (
  { acs_user, entrances, access_groups, credentials }: AcsUserFacts,
  choices: Required<PlanChoices>,
  now: Date,
): RemainingChange[] => {
  const { acs_user_id } = acs_user;
  const revokeAll: Change = {
    path: '/acs/users/revoke_access_to_all_entrances',
    params: { acs_user_id },
  };
  const isLatent = (starts_at: string | null | undefined, opened: readonly unknown[]) =>
    opened.length > 0 || beginsLater(starts_at, now);
  return [
    ...(entrances.length > 0 ? [{ change: revokeAll }] : []),
    ...access_groups
      .filter(({ group, entrances: opened }) => isLatent(group.access_schedule?.starts_at, opened))
      .map(({ group: { acs_access_group_id } }): RemainingChange => ({
        change: { path: '/acs/users/remove_from_access_group', params: { acs_user_id, acs_access_group_id } },
        after: revokeAll,
      })),
    ...credentials
      .filter(({ credential, entrances: opened }) => isLatent(credential.starts_at, opened))
      .map(({ credential: { acs_credential_id } }): RemainingChange => ({
        change: { path: '/acs/credentials/delete', params: { acs_credential_id } },
        after: revokeAll,
      })),
    ...(choices.suspend && acs_user.is_suspended !== true
      ? [{ change: { path: '/acs/users/suspend', params: { acs_user_id } } as const }]
      : []),
  ];
};

/** What is left of a person's access, from what was read at a time. Pure. */
export const remainingOf = (facts: AccessFacts, choices: Required<PlanChoices>, now: Date): Remaining => {
  const { user_identity_id } = facts.user_identity;
  const doors = explainDoors(facts);
  const others: Change[] = [
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
  return {
    changes: [
      ...facts.acs_users.flatMap((user) => acsUserChanges(user, choices, now)),
      ...others.map((change) => ({ change })),
    ],
    open: doors
      .filter(({ reasons }) => reasons.some(({ removal }) => removal.possible))
      .map(({ door }) => ({ door, cause: 'pending', until: null })),
    isPending:
      facts.access_grants.some(({ grant }) => isBeingDeleted(grant)) ||
      facts.acs_users.some(({ acs_user }) => (acs_user.pending_mutations ?? []).length > 0),
    irrevocable: irrevocableAccess(facts),
  };
};
