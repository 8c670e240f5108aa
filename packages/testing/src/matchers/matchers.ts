import { type EndpointPath, SeamConfigError } from '@org/seam-core';
import { checkOptions, type OptionRules, rules } from '@org/seam-core/internal';
import { checkPath } from '../wire/faults.ts';
import { type AccessSubject, type OpenDoor, openDoors, unknownIdsOf } from './open-doors.ts';
import type { FakeSeam } from '../fake/create-fake.ts';

/** The result of a matcher, as Vitest and Jest expect it. */
interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** @throws TypeError when the value is not a fake */
const asFake = (received: unknown, matcher: string): FakeSeam => {
  const fake = received as Partial<FakeSeam> | null | undefined;
  if (!fake?.journal || !fake.handlers || !fake.state)
    throw new TypeError(`${matcher} requires a fake: expect(fake).${matcher}(…).`);
  return fake as FakeSeam;
};

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
    const why = reasons.length === 0 ? 'no reason found in the stored rows' : reasons.join('; ');
    return `- ${kind} "${name}" (${id}): ${why}`;
  });

/** @throws Error when the person or the door never existed: then neither result would prove anything */
const findAccess = async (received: unknown, subject: AccessSubject, matcher: string) => {
  const fake = asFake(received, matcher);
  checkOptions(matcher, subject, subjectRules);
  if (subject.user_identity_id === undefined && subject.acs_user_id === undefined)
    throw new SeamConfigError(`${matcher} needs a user_identity_id or an acs_user_id.`);
  const unknownIds = unknownIdsOf(fake, subject);
  if (unknownIds.length > 0)
    throw new Error(`${matcher} got ids that never existed: ${unknownIds.join(', ')}.`);
  const doors = await openDoors(fake, subject);
  const open = doors.length === 1 ? '1 door is open' : `${doors.length} doors are open`;
  const text =
    doors.length === 0
      ? `No access of ${nameOf(subject)}.`
      : [`Access of ${nameOf(subject)}: ${open}.`, ...list(doors)].join('\n');
  return { isOpen: doors.length > 0, message: () => text };
};

/** Passes when the person can open a door. */
export const toHaveAccess = async (received: unknown, subject: AccessSubject): Promise<MatcherResult> => {
  const { isOpen, message } = await findAccess(received, subject, 'toHaveAccess');
  return { pass: isOpen, message };
};

/** Passes when the person can open no door. */
export const toHaveNoAccess = async (received: unknown, subject: AccessSubject): Promise<MatcherResult> => {
  const { isOpen, message } = await findAccess(received, subject, 'toHaveNoAccess');
  return { pass: !isOpen, message };
};

/** Passes when the fake received a request to the endpoint with these parameters. */
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

/** The matchers for a fake. */
export interface SeamMatchers {
  /**
   * Passes when the endpoint was called with these parameters. Omitted parameters match any value.
   *
   * @example
   * expect(fake).toHaveCalled('/user_identities/delete', { user_identity_id });
   */
  toHaveCalled(endpoint: EndpointPath, params?: Readonly<Record<string, unknown>>): void;
  /**
   * Passes when, according to the API, the person can open a door: any door, or the named one.
   *
   * @example
   * await expect(fake).toHaveAccess({ user_identity_id, device_id });
   */
  toHaveAccess(subject: AccessSubject): Promise<void>;
  /**
   * Passes when, according to the API, the person can open no door, or not the named one. A deleted person can open none. On
   * failure it lists the doors that are still open and the reasons.
   *
   * @example
   * await expect(fake).toHaveNoAccess({ user_identity_id });
   */
  toHaveNoAccess(subject: AccessSubject): Promise<void>;
}

declare global {
  // `expect` of `@types/jest`, and of Vitest 3 and 4.
  namespace jest {
    // oxlint-disable-next-line typescript/no-empty-object-type, no-unused-vars -- it has to be declared as Jest has it
    interface Matchers<R, T = {}> extends SeamMatchers {}
  }
  // `expect` of Vitest 4 and 5.
  namespace Chai {
    // oxlint-disable-next-line typescript/no-empty-object-type -- it extends the interface of Chai
    interface Assertion extends SeamMatchers {}
  }
}

/** The matchers, for `expect.extend`. */
export const matchers = { toHaveCalled, toHaveAccess, toHaveNoAccess };
