import type { Plan } from '../offboarding/plan.ts';

/** The ids in a value's properties that name a resource. */
const idsIn = (value: object): string[] =>
  Object.entries(value).flatMap(([name, id]) => (name.endsWith('_id') && typeof id === 'string' ? [id] : []));

/** The ids by which an event may concern a run: of the person, of what the plan changes, and of its doors. */
export const subjectsOf = ({ user_identity_id, steps, doors }: Plan): string[] => [
  ...new Set([
    user_identity_id,
    ...steps.flatMap(({ change }) => idsIn(change.params)),
    ...doors.map(({ door }) => door.id),
  ]),
];
