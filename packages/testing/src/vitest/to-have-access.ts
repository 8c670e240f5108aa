import { SeamConfigError } from '@org/seam-core';
import { checkOptions, rules, type OptionRules } from '@org/seam-core/internal';
import { asFake } from './as-fake.ts';
import type { AccessSubject } from './access-subject.ts';
import type { MatcherResult } from './matcher-result.ts';
import { openDoors, type OpenDoor } from './open-doors.ts';
import { strangersOf } from './strangers-of.ts';

const subjectRules: OptionRules<AccessSubject> = {
  user_identity_id: rules.any,
  acs_user_id: rules.any,
  device_id: rules.any,
  acs_entrance_id: rules.any,
};

const nameOf = ({ user_identity_id, acs_user_id, device_id, acs_entrance_id }: AccessSubject): string => {
  const who =
    user_identity_id === undefined ? `ACS user ${acs_user_id}` : `user identity ${user_identity_id}`;
  if (device_id !== undefined) return `${who} to device ${device_id}`;
  return acs_entrance_id === undefined ? who : `${who} to entrance ${acs_entrance_id}`;
};

const list = (doors: readonly OpenDoor[]): string[] =>
  doors.map(({ kind, name, id, reasons }) => {
    const why = reasons.length === 0 ? 'the stored rows do not say why' : reasons.join('; ');
    return `- ${kind} "${name}" (${id}): ${why}`;
  });

/** @throws Error when it asks about nobody: then neither answer would prove anything */
const findAccess = async (received: unknown, subject: AccessSubject, matcher: string) => {
  const fake = asFake(received, matcher);
  checkOptions(matcher, subject, subjectRules);
  if (subject.user_identity_id === undefined && subject.acs_user_id === undefined)
    throw new SeamConfigError(`${matcher} needs a user_identity_id or an acs_user_id.`);
  const strangers = strangersOf(fake, subject);
  if (strangers.length > 0)
    throw new Error(`${matcher} asks about what is not there: ${strangers.join(', ')}.`);
  const doors = await openDoors(fake, subject);
  const open = doors.length === 1 ? '1 door is open' : `${doors.length} doors are open`;
  const text =
    doors.length === 0
      ? `No access of ${nameOf(subject)}.`
      : [`Access of ${nameOf(subject)}: ${open}.`, ...list(doors)].join('\n');
  return { isOpen: doors.length > 0, message: () => text };
};

/** Whether somebody can open a door. */
export const toHaveAccess = async (received: unknown, subject: AccessSubject): Promise<MatcherResult> => {
  const { isOpen, message } = await findAccess(received, subject, 'toHaveAccess');
  return { pass: isOpen, message };
};

/** Whether somebody can open none. */
export const toHaveNoAccess = async (received: unknown, subject: AccessSubject): Promise<MatcherResult> => {
  const { isOpen, message } = await findAccess(received, subject, 'toHaveNoAccess');
  return { pass: !isOpen, message };
};
