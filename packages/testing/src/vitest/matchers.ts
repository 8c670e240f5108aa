import type { EndpointPath } from '@org/seam-core';
import type { AccessSubject } from './access-subject.ts';
import { toHaveAccess, toHaveNoAccess } from './to-have-access.ts';
import { toHaveCalled } from './to-have-called.ts';

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
