import { type EndpointPath, type ParamsByPath, SeamConfigError } from '@org/seam-core';
import { checkOptions, type OptionRules, rules } from '@org/seam-core/internal';
import { checkPath } from '../fake/endpoint-paths.ts';
import type { AccessSubject } from './access-subject.ts';
import type { OpenDoor } from './open-devices.ts';
import { openDoors } from './open-doors.ts';
import { unknownIdsOf } from './unknown-ids.ts';
import type { FakeSeam } from '../fake/fake-seam.ts';
import { checkDefined } from '../fake/journal-call.ts';

/** The result of a matcher, as Vitest and Jest expect it. */
interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** @throws TypeError when the value is not a fake */
const asFake = (received: unknown, matcher: string): FakeSeam => {
  const fake = received as Partial<FakeSeam> | null | undefined;
  if (!fake?.journal || !fake.assumptions || !fake.state)
    throw new TypeError(`${matcher} requires a fake: expect(fake).${matcher}(…).`);
  return fake as FakeSeam;
};

const subjectRules: OptionRules<AccessSubject> = {
  user_identity_id: rules.any,
  acs_user_id: rules.any,
  access_code_id: rules.any,
  device_id: rules.any,
  acs_entrance_id: rules.any,
};

const nameOf = (subject: AccessSubject): string => {
  const { user_identity_id, acs_user_id, access_code_id, device_id, acs_entrance_id } = subject;
  if (access_code_id !== undefined) return `access code ${access_code_id}`;
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

/** The ids of which a subject has one at most. */
const alternatives = [
  ['user_identity_id', 'acs_user_id'],
  ['device_id', 'acs_entrance_id'],
  ['acs_user_id', 'device_id'],
  ['access_code_id', 'user_identity_id'],
  ['access_code_id', 'acs_user_id'],
  ['access_code_id', 'device_id'],
  ['access_code_id', 'acs_entrance_id'],
] as const;

/** @throws SeamConfigError when the subject does not name one person, or an id is undefined by mistake */
const checkSubject = (matcher: string, subject: AccessSubject): void => {
  checkOptions(matcher, subject, subjectRules);
  if ([subject.user_identity_id, subject.acs_user_id, subject.access_code_id].every((id) => id === undefined))
    throw new SeamConfigError(`${matcher} needs a user_identity_id, an acs_user_id or an access_code_id.`);
  checkDefined(matcher, subject);
  for (const [one, other] of alternatives)
    if (Object.hasOwn(subject, one) && Object.hasOwn(subject, other))
      throw new SeamConfigError(`${matcher} takes ${one} or ${other}, not both.`);
};

/**
 * Checks the person and the door, and reads what is open at the moment of the call.
 * @throws Error when the person or the door never existed: then neither result would prove anything
 */
const findAccess = (received: unknown, subject: AccessSubject, matcher: string) => {
  const fake = asFake(received, matcher);
  checkSubject(matcher, subject);
  const unknownIds = unknownIdsOf(fake, subject);
  if (unknownIds.length > 0)
    throw new Error(`${matcher} got ids that never existed: ${unknownIds.join(', ')}.`);
  const doors = openDoors(fake, subject);
  const open = doors.length === 1 ? '1 door is open' : `${doors.length} doors are open`;
  const text =
    doors.length === 0
      ? `No access of ${nameOf(subject)}.`
      : [`Access of ${nameOf(subject)}: ${open}.`, ...list(doors)].join('\n');
  return { isOpen: doors.length > 0, message: () => text };
};

/** Runs a matcher before this returns. An error becomes a rejection. */
const atOnce = (run: () => MatcherResult): Promise<MatcherResult> =>
  new Promise((resolve) => {
    resolve(run());
  });

/** Passes when the person can open a door. */
export const toHaveAccess = (received: unknown, subject: AccessSubject): Promise<MatcherResult> =>
  atOnce(() => {
    const { isOpen, message } = findAccess(received, subject, 'toHaveAccess');
    return { pass: isOpen, message };
  });

/** Passes when the person can open no door. */
export const toHaveNoAccess = (received: unknown, subject: AccessSubject): Promise<MatcherResult> =>
  atOnce(() => {
    const { isOpen, message } = findAccess(received, subject, 'toHaveNoAccess');
    return { pass: !isOpen, message };
  });

/** Passes when the fake received a request to the endpoint with these parameters, whatever its response was. */
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

/** Some of the parameters of an endpoint. A value may be an asymmetric matcher of the runner. */
type ExpectedParams<TParams> = TParams extends unknown
  ? { readonly [TName in keyof TParams]?: unknown }
  : never;

/** The matchers for a fake. */
export interface SeamMatchers {
  /**
   * Passes when the endpoint was called with these parameters, whatever the response was. Omitted parameters match any value.
   *
   * @example
   * expect(fake).toHaveCalled('/user_identities/delete', { user_identity_id });
   */
  toHaveCalled<TPath extends EndpointPath>(
    endpoint: TPath,
    params?: ExpectedParams<ParamsByPath[TPath]>,
  ): void;
  /**
   * Passes when the person can open a door now: any door, or the named one. With an `access_code_id`: when the access code
   * opens its device now.
   *
   * @example
   * await expect(fake).toHaveAccess({ user_identity_id, device_id });
   */
  toHaveAccess(subject: AccessSubject): Promise<void>;
  /**
   * Passes when the person can open no door now, or not the named one. The doors are those that the API lists, and those that
   * it does not list: of an ACS user that was unlinked from the person, of an access code that a device still has after the
   * person was deleted, of a backup access code that was pulled for the person, of a connected account that was deleted, and of
   * a connected account whose locks a client session of the person unlocks. With an `access_code_id`: when neither the access
   * code nor a backup that was pulled for it opens the device. A code of `accessCodes.create` has no user identity. On failure it
   * lists the doors that are open and the reasons.
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
