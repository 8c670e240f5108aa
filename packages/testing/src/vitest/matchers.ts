import { type EndpointPath, SeamConfigError } from '@org/seam-core';
import { checkOptions, type OptionRules, rules } from '@org/seam-core/internal';
import { checkPath } from '../wire/faults.ts';
import { type AccessSubject, type OpenDoor, openDoors, strangersOf } from './open-doors.ts';
import { asFake } from './seam-test.ts';

/** What vitest wants to know of a matcher. */
interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

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

/** Whether a fake was called at an endpoint, with these parameters if any are named. */
export const toHaveCalled = (
  received: unknown,
  endpoint: string,
  params?: Readonly<Record<string, unknown>>,
): MatcherResult => {
  const { journal } = asFake(received, 'toHaveCalled');
  checkPath('toHaveCalled: the endpoint', endpoint);
  const { found, text } = journal.explain(endpoint, { params });
  return { pass: found, message: () => text };
};

/** What can be expected of a fake. */
export interface SeamMatchers {
  /**
   * Whether the endpoint was called, with these parameters if any are named. Those that are not named may be anything.
   *
   * @example
   * expect(fake).toHaveCalled('/user_identities/delete', { user_identity_id });
   */
  toHaveCalled(endpoint: EndpointPath, params?: Readonly<Record<string, unknown>>): void;
  /**
   * Whether the API says that somebody can open a door: any, or the one that is named.
   *
   * @example
   * await expect(fake).toHaveAccess({ user_identity_id, device_id });
   */
  toHaveAccess(subject: AccessSubject): Promise<void>;
  /**
   * Whether the API says that somebody can open none, or not the one that is named. Who was deleted can open none. When it
   * fails it lists the doors that are still open, and each way into them.
   *
   * @example
   * await expect(fake).toHaveNoAccess({ user_identity_id });
   */
  toHaveNoAccess(subject: AccessSubject): Promise<void>;
}

declare module 'vitest' {
  // oxlint-disable-next-line typescript/no-empty-object-type, no-unused-vars -- it has to be declared as vitest has it
  interface Matchers<
    R extends void | Promise<void> = void | Promise<void>,
    T = unknown,
  > extends SeamMatchers {}
}

/** The matchers, for `expect.extend`. */
export const matchers = { toHaveCalled, toHaveAccess, toHaveNoAccess };
