import type { Residual } from '../doors/door.ts';
import type { Phase } from './planned-steps.ts';
import type { Plan } from './plan.ts';

const phaseNames: Record<Phase, string> = {
  containing: 'Contain',
  revoking: 'Revoke',
  unlinking: 'Unlink, after every door was read closed twice',
  deleting: 'Delete',
};

/** A line without line breaks and other control characters: names are written by others, and could add lines. */
export const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ');

/** The causes of residual access, for people. */
export const causeNames: Record<Residual['cause'], string> = {
  offline_code: 'an offline code that the lock accepts until it ends',
  encoded_card: 'a card that holds its access until it is encoded again',
  unmanaged: 'access that was not made through Seam',
  shared_code: "a code with the same digits, which may be somebody else's",
  unexplained: 'access that Seam lists without a reason',
  door_unknown: 'it was open when Seam knew it last',
  pending: 'the change is not applied yet',
  device_offline: 'the device is offline',
  access_system_disconnected: 'the access system is disconnected',
  refused: 'the change was refused',
  regranted: 'granted again during the run',
};

/** A line about residual access, for people. */
export const formatResidual = ({ door, cause, until, error }: Residual): string =>
  `${door === null ? 'Doors that Seam does not list' : `${door.name} (${door.kind})`}: ${causeNames[cause]}${error === undefined ? '' : ` (${error})`}${until === null ? '' : `, until ${until}`}`;

/**
 * The plan as text for people: the doors that are open, the changes by phase, and what stays open.
 *
 * @example
 * console.log(formatPlan(await planOffboarding(seam, 'ada@example.com')));
 */
export const formatPlan = (plan: Plan): string => {
  const { user_identity_id, display_name, doors, steps, irrevocable, hash } = plan;
  const phaseLines = (phase: Phase): string[] => [
    `  ${phaseNames[phase]}:`,
    ...steps.flatMap((step, index) => (step.phase === phase ? [`    ${index + 1}. ${step.purpose}`] : [])),
  ];
  return [
    `Offboarding of ${display_name} (${user_identity_id})`,
    '',
    doors.length === 0 ? 'No door is open.' : `Open doors: ${doors.length}`,
    ...doors.map(
      ({ door, via }) =>
        `  ${door.name} (${door.kind}), by ${[...new Set(via)].join(', ').replaceAll('_', ' ')}`,
    ),
    '',
    `Changes: ${steps.length}`,
    ...[...new Set(steps.map(({ phase }) => phase))].flatMap(phaseLines),
    ...(irrevocable.length > 0
      ? ['', 'Stays open:', ...irrevocable.map((residual) => `  ${formatResidual(residual)}`)]
      : []),
    '',
    `Hash: ${hash}`,
  ]
    .map(oneLine)
    .join('\n');
};
