import type { Seam } from '@org/seam-core';
import { type Door, doorKey, type Reason, type Residual } from '../doors/door.ts';
import { explainDoors } from '../doors/explain-doors.ts';
import { irrevocableAccess } from '../doors/irrevocable.ts';
import { type AccessFacts, readFacts, type ReadOptions, readRules } from '../doors/read-facts.ts';
import { canonicalJson, sha256 } from '../journal/hash.ts';
import { checkAccessOptions } from '../check-options.ts';
import { findPerson, type Person } from '../person/find-person.ts';
import { systemClock } from './clock.ts';
import { choiceRules, type PlanChoices, withDefaults } from './plan-choices.ts';
import { containSteps, type PlannedStep, revokeSteps, unlinkSteps } from './planned-steps.ts';

/**
 * What an offboarding will do. Plain data: it can be printed, stored and compared by its hash. It contains names, but no codes
 * and no tokens.
 */
export interface Plan {
  readonly user_identity_id: string;
  /** The name of the person, as Seam displays it. */
  readonly display_name: string;
  readonly choices: Required<PlanChoices>;
  /** The doors that are open now, and the ways in which each is open. */
  readonly doors: readonly { readonly door: Door; readonly via: readonly Reason['via'][] }[];
  readonly steps: readonly PlannedStep[];
  /** The ways in that cannot be removed through Seam. */
  readonly irrevocable: readonly Residual[];
  /** The SHA-256 of everything else in the plan, in hexadecimal digits. */
  readonly hash: string;
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** Sorts by a text, so that the order in which Seam lists things does not change the hash. */
const sorted = <TItem>(items: readonly TItem[], keyOf: (item: TItem) => string): TItem[] =>
  items.toSorted((one, other) => compare(keyOf(one), keyOf(other)));

/** Sorts steps of the same kind, and keeps the order of the kinds. */
const sortedSteps = (steps: readonly PlannedStep[]): PlannedStep[] => {
  const kinds = [...new Set(steps.map(({ change }) => change.path))];
  return kinds.flatMap((path) =>
    sorted(
      steps.filter(({ change }) => change.path === path),
      ({ change }) => canonicalJson(change),
    ),
  );
};

const hashPlan = ({ hash: _, ...content }: Omit<Plan, 'hash'> & { readonly hash?: string }): string =>
  sha256(canonicalJson(content));

/** Whether a plan is as it was made. */
export const isPlanIntact = (plan: Plan): boolean => hashPlan(plan) === plan.hash;

/** Makes the plan from what was read. Pure. */
export const planFrom = (facts: AccessFacts, choices: PlanChoices = {}): Plan => {
  const all = withDefaults(choices);
  const { user_identity_id, display_name } = facts.user_identity;
  const doors = explainDoors(facts);
  const deletion: PlannedStep = {
    phase: 'deleting',
    change: { path: '/user_identities/delete', params: { user_identity_id } },
    purpose: 'Delete the user identity',
  };
  const plan = {
    user_identity_id,
    display_name,
    choices: all,
    doors: sorted(
      doors.map(({ door, reasons }) => ({ door, via: reasons.map(({ via }) => via).toSorted(compare) })),
      ({ door }) => doorKey(door),
    ),
    steps: [
      ...sortedSteps(containSteps(facts, all)),
      ...sortedSteps(revokeSteps(facts)),
      ...(all.unlinkAcsUsers ? sortedSteps(unlinkSteps(facts)) : []),
      ...(all.deleteUserIdentity ? [deletion] : []),
    ],
    irrevocable: sorted(irrevocableAccess(facts), canonicalJson),
  };
  // As JSON, so that a stored plan equals the one that was made.
  const content = JSON.parse(JSON.stringify(plan)) as Omit<Plan, 'hash'>;
  return { ...content, hash: hashPlan(content) };
};

/**
 * Reads a person's access and makes the plan of an offboarding. Changes nothing. `offboard` refuses the plan when the access
 * has changed in the meantime.
 *
 * @example
 * const plan = await planOffboarding(seam, 'ada@example.com', { deleteUserIdentity: true });
 * console.log(formatPlan(plan));
 *
 * @param person a user identity's id, key, email address or phone number
 * @throws AccessError when no person or several match, or an option is invalid
 */
export const planOffboarding = async (
  seam: Seam,
  person: Person,
  options: PlanChoices & ReadOptions = {},
): Promise<Plan> => {
  checkAccessOptions('planOffboarding', options, {
    ...choiceRules,
    ...readRules,
  });
  const { signal, concurrency, clock = systemClock, ...choices } = options;
  const identity = await findPerson(seam, person, { signal });
  return planFrom(await readFacts(seam, identity, { signal, concurrency, clock }), choices);
};
