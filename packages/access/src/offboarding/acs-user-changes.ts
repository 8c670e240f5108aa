import type { Change } from '../changes/changes.ts';
import { doorKey } from '../doors/door.ts';
import type { AccessFacts, AcsUserFacts, CredentialFacts } from '../doors/read-facts.ts';
import { whyHidden } from '../doors/hidden-entrances.ts';
import { hasPassed } from '../doors/removal.ts';
import { attemptsOf, type ChangeHistory, isLastOfAcsUser } from './change-history.ts';
import type { PlanChoices } from './plan-choices.ts';
import type { DueChange } from './send-changes.ts';

/** A change that would remove something that is left. */
export interface RemainingChange extends DueChange {
  /** The milder change that should make it unnecessary: it gets time to take effect first. */
  readonly after?: Change | undefined;
  /** Whether it is sent again although it was applied a moment ago, because nothing would show that it failed. */
  readonly isUnproven?: boolean | undefined;
}

/** Where a run is: its choices, and what happened to its changes. */
export interface At {
  readonly choices: Required<PlanChoices>;
  readonly history: ChangeHistory;
}

const beginsLater = (starts_at: string | null | undefined, { read_at }: AccessFacts): boolean =>
  typeof starts_at === 'string' && (read_at === undefined || Date.parse(starts_at) > Date.parse(read_at));

/** Whether a credential opens something, or will: it begins later, is not issued yet, or its ACS user is suspended. */
const canOpen = (facts: AccessFacts, { credential, entrances, named_entrances = [] }: CredentialFacts) =>
  entrances.length > 0 ||
  ((named_entrances.length > 0 || beginsLater(credential.starts_at, facts)) &&
    !hasPassed(facts, credential.ends_at));

/**
 * Changes that remove the access of an ACS user. Seam does not list access that has not begun, or that of an ACS user
 * that opens nothing now, so the entrances of each are revoked at least once.
 */
export const acsUserChanges = (
  facts: AccessFacts,
  { acs_user, entrances, access_groups, credentials }: AcsUserFacts,
  { choices, history, isOpen }: At & { readonly isOpen: (key: string) => boolean },
): RemainingChange[] => {
  const { acs_user_id, acs_system_id } = acs_user;
  const revokeAll: Change = {
    path: '/acs/users/revoke_access_to_all_entrances',
    params: { acs_user_id },
  };
  const isHidden = whyHidden(facts, acs_user) !== undefined;
  // Of such an ACS user only its errors show that the access system did not carry the revocation out.
  const hasFailed =
    isHidden && acs_user.errors.some(({ error_code }) => error_code === 'failed_to_update_on_acs_system');
  // A later change of the ACS user may end the error of the revocation.
  const isUnproven =
    isHidden &&
    attemptsOf(history, revokeAll)?.isApplied === true &&
    !isLastOfAcsUser(history, revokeAll, acs_user_id);
  // The ACS user exists, so that a 404 of its revocation is false.
  const isRevoked = attemptsOf(history, revokeAll)?.wasDone === true && !hasFailed && !isUnproven;
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
