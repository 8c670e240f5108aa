import type { Seam } from '@org/seam-core';
import type { Change } from '../changes/changes.ts';
import type { Door, Reason } from '../doors/door.ts';
import { explainDoors } from '../doors/explain-doors.ts';
import { irrevocableAccess, otherRemovals } from '../doors/irrevocable.ts';
import { type AccessFacts, readFacts, type ReadOptions } from '../doors/read-facts.ts';
import { canonicalJson, sha256 } from '../journal/hash.ts';
import type { Residual } from '../doors/door.ts';
import { findPerson, type Person } from '../person/find-person.ts';

/** The phases in which changes are sent, in order. */
export type Phase = 'containing' | 'revoking' | 'unlinking' | 'deleting';

/** What an offboarding does besides closing every door. */
export interface PlanChoices {
  /**
   * Suspends the ACS users first. Reversible.
   * @default false
   */
  readonly suspend?: boolean | undefined;
  /**
   * Deactivates the person's phones, which ends their mobile credentials.
   * @default false
   */
  readonly deactivatePhones?: boolean | undefined;
  /**
   * Unlinks the ACS users once they open nothing.
   * @default true
   */
  readonly unlinkAcsUsers?: boolean | undefined;
  /**
   * Deletes the user identity at the end, when no door is open.
   * @default false
   */
  readonly deleteUserIdentity?: boolean | undefined;
}

/** A change of a plan, and what it is for. */
export interface PlannedStep {
  readonly phase: Phase;
  readonly change: Change;
  readonly purpose: string;
}

/** What an offboarding will do. Plain data: it can be printed, stored and compared by its hash. */
export interface Plan {
  readonly user_identity_id: string;
  readonly choices: Required<PlanChoices>;
  /** The doors that are open now, and the ways in which each is open. */
  readonly doors: readonly { readonly door: Door; readonly via: readonly Reason['via'][] }[];
  readonly steps: readonly PlannedStep[];
  /** Doors that cannot be closed through Seam. */
  readonly irrevocable: readonly Residual[];
  /** The SHA-256 of everything else in the plan, in hexadecimal digits. */
  readonly hash: string;
}

/** The changes that contain the access of a person: fast, and most of them reversible. */
const containSteps = (facts: AccessFacts, choices: Required<PlanChoices>): PlannedStep[] => {
  const step = (change: Change, purpose: string): PlannedStep => ({ phase: 'containing', change, purpose });
  const acsUsers = facts.acs_users.map(({ acs_user: { acs_user_id } }) => acs_user_id);
  return [
    ...acsUsers.map((acs_user_id) =>
      step(
        { path: '/acs/users/revoke_access_to_all_entrances', params: { acs_user_id } },
        'Close every entrance of the ACS user',
      ),
    ),
    ...(choices.suspend ? acsUsers : []).map((acs_user_id) =>
      step({ path: '/acs/users/suspend', params: { acs_user_id } }, 'Suspend the ACS user'),
    ),
    ...facts.client_sessions.map(({ client_session_id }) =>
      step({ path: '/client_sessions/delete', params: { client_session_id } }, 'End the client session'),
    ),
    ...facts.instant_keys.map(({ instant_key_id }) =>
      step({ path: '/instant_keys/delete', params: { instant_key_id } }, 'Delete the Instant Key'),
    ),
    ...(choices.deactivatePhones ? facts.phones : []).map(({ device_id }) =>
      step({ path: '/phones/deactivate', params: { device_id } }, 'Deactivate the phone'),
    ),
  ];
};

const revokeSteps = (facts: AccessFacts): PlannedStep[] => {
  const { user_identity, devices, access_grants } = facts;
  const { user_identity_id } = user_identity;
  const step = (change: Change, purpose: string): PlannedStep => ({ phase: 'revoking', change, purpose });
  return [
    ...otherRemovals(facts).map((change) =>
      step(
        change,
        change.path === '/access_codes/delete' ? 'Delete the backup access code' : 'Delete the credential',
      ),
    ),
    ...access_grants.map(({ grant: { access_grant_id } }) =>
      step({ path: '/access_grants/delete', params: { access_grant_id } }, 'Delete the access grant'),
    ),
    ...devices.map(({ device_id }) =>
      step(
        { path: '/user_identities/revoke_access_to_device', params: { user_identity_id, device_id } },
        'Revoke the device',
      ),
    ),
  ];
};

const unlinkSteps = ({ user_identity, acs_users }: AccessFacts): PlannedStep[] =>
  acs_users.map(({ acs_user: { acs_user_id } }) => ({
    phase: 'unlinking',
    change: {
      path: '/user_identities/remove_acs_user',
      params: { user_identity_id: user_identity.user_identity_id, acs_user_id },
    },
    purpose: 'Unlink the ACS user',
  }));

/** Makes the plan from what was read. Pure. */
export const planFrom = (facts: AccessFacts, choices: PlanChoices = {}): Plan => {
  const {
    suspend = false,
    deactivatePhones = false,
    unlinkAcsUsers = true,
    deleteUserIdentity = false,
  } = choices;
  const all = { suspend, deactivatePhones, unlinkAcsUsers, deleteUserIdentity };
  const { user_identity_id } = facts.user_identity;
  const doors = explainDoors(facts);
  const deletion: PlannedStep = {
    phase: 'deleting',
    change: { path: '/user_identities/delete', params: { user_identity_id } },
    purpose: 'Delete the user identity',
  };
  const plan = {
    user_identity_id,
    choices: all,
    doors: doors.map(({ door, reasons }) => ({ door, via: reasons.map(({ via }) => via) })),
    steps: [
      ...containSteps(facts, all),
      ...revokeSteps(facts),
      ...(unlinkAcsUsers ? unlinkSteps(facts) : []),
      ...(deleteUserIdentity ? [deletion] : []),
    ],
    irrevocable: irrevocableAccess(facts),
  };
  return { ...plan, hash: sha256(canonicalJson(plan)) };
};

/**
 * Plans the offboarding of a person: reads everything, changes nothing. Show the plan to whoever decides, then pass it to
 * `offboard`, which refuses it when the person's access has changed in the meantime.
 *
 * @example
 * const plan = await planOffboarding(seam, 'ada@example.com', { deleteUserIdentity: true });
 * console.log(formatPlan(plan));
 *
 * @throws AccessError when no person or several match
 */
export const planOffboarding = async (
  seam: Seam,
  person: Person,
  { signal, concurrency, ...choices }: PlanChoices & ReadOptions = {},
): Promise<Plan> => {
  const identity = await findPerson(seam, person, { signal });
  return planFrom(await readFacts(seam, identity, { signal, concurrency }), choices);
};

/** The plan as text, a line for each door and step. */
export const formatPlan = ({ user_identity_id, doors, steps, irrevocable, hash }: Plan): string =>
  [
    `Offboarding of ${user_identity_id}`,
    `Open doors (${doors.length}):`,
    ...doors.map(({ door, via }) => `  ${door.name} (${door.kind}): ${via.join(', ')}`),
    `Steps (${steps.length}):`,
    ...steps.map(
      ({ phase, purpose, change }, index) => `  ${index + 1}. ${phase}: ${purpose} (POST ${change.path})`,
    ),
    ...(irrevocable.length > 0 ? ['Stay open for a time:'] : []),
    ...irrevocable.map(({ door, cause, until }) => `  ${door.name}: ${cause}, until ${until ?? 'unknown'}`),
    `Hash: ${hash}`,
  ].join('\n');
