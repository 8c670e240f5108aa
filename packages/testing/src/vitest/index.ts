/** `@org/seam-testing/vitest`: a fake for each test, and matchers. Importing it registers the matchers. */
import { expect } from 'vitest';
import { matchers } from '../matchers/matchers.ts';

expect.extend(matchers);

export { createSeamTest, test, test as it, type SeamFixtures } from './seam-test.ts';
export type { AccessSubject } from '../matchers/access-subject.ts';
export type { SeamMatchers } from '../matchers/matchers.ts';
