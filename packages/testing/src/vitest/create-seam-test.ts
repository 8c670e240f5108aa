import type { Seam } from '@org/seam-core';
import { test as base, type TestAPI } from 'vitest';
import { checkFakeOptions } from '../check-fake-options.ts';
import { createFakeSeam, type FakeSeam } from '../create-fake-seam.ts';
import type { FakeSeamOptions } from '../fake-seam-options.ts';
import { describeRun } from './describe-run.ts';

/** What a test gets when it asks for it. */
export interface SeamFixtures {
  /**
   * How the fakes are made. Change it for a suite with `test.override({ fakeOptions: { seed: 'empty' } })`, or for a file
   * with `test.extend({ fakeOptions: { seed: 'empty' } })`.
   */
  fakeOptions: FakeSeamOptions;
  /** A fake that is this test's alone, also among concurrent ones. After the test it is verified, and gone. */
  fake: FakeSeam;
  /** A client that talks to it. */
  seam: Seam;
}

/**
 * Makes a `test` whose tests get a fake of their own.
 *
 * @example
 * const test = createSeamTest({ strict: true });
 * test('revokes', async ({ fake, seam }) => {});
 */
export const createSeamTest = (options: FakeSeamOptions = {}): TestAPI<SeamFixtures> => {
  checkFakeOptions('createSeamTest', options);
  return base.extend<SeamFixtures>({
    fakeOptions: options,
    fake: async ({ fakeOptions, onTestFailed }, use) => {
      const fake = createFakeSeam(fakeOptions);
      // eslint-disable-next-line eslint/no-console -- the runner shows it beside the test that failed
      onTestFailed(() => console.error(describeRun(fake)));
      await use(fake);
      await fake[Symbol.asyncDispose]();
    },
    seam: async ({ fake }, use) => {
      await use(fake.seam);
    },
  });
};

/** A `test` whose tests get a fake of their own, made as `createFakeSeam()` makes it. */
export const test: TestAPI<SeamFixtures> = createSeamTest();
