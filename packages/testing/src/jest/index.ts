/** `@org/seam-testing/jest`: matchers for a fake. Importing it in a file of `setupFilesAfterEnv` registers them. */
import { matchers } from '../matchers/matchers.ts';

interface Expect {
  extend(matchers: object): void;
}

// Absent with `injectGlobals: false`: then pass `matchers` to the `expect` of `@jest/globals`.
(globalThis as { readonly expect?: Expect }).expect?.extend(matchers);

export { matchers, type SeamMatchers } from '../matchers/matchers.ts';
export type { AccessSubject } from '../matchers/access-subject.ts';
