import type { Seam } from '@org/seam-core';
import { test as base, type TestAPI } from 'vitest';
import { checkFakeOptions } from '../fake/check-options.ts';
import { createFakeSeam } from '../fake/create-fake.ts';
import type { FakeSeam } from '../fake/fake-seam.ts';
import type { FakeSeamOptions } from '../fake/options.ts';
import { omitUndefined } from '../fake/search.ts';

const shown = 10;

/** What reproduces a failure: the random seed, and the latest requests. */
const describeRun = ({ randomSeed, clock, journal }: FakeSeam): string => {
  const calls = journal.calls.slice(-shown).map(({ verb, endpoint, params, status, applied, fault }) => {
    const outcome = [
      status === null ? 'no response' : String(status),
      ...(applied ? ['applied'] : []),
      ...(fault === undefined ? [] : [`fault: ${fault}`]),
    ].join(', ');
    return `  ${verb} ${endpoint} ${JSON.stringify(params)} → ${outcome}`;
  });
  return [
    `The fake of this test: createFakeSeam({ randomSeed: ${randomSeed} }), its clock at ${clock.timestamp()}.`,
    `The last ${calls.length} of its ${journal.calls.length} requests:`,
    ...calls,
  ].join('\n');
};

/** The fixtures of a test. */
export interface SeamFixtures {
  /**
   * The options of the fakes, in addition to those of `createSeamTest`. Change them for a suite with `test.override({ fakeOptions: { seed: 'empty' } })`, or for a file
   * with `test.extend({ fakeOptions: { seed: 'empty' } })`.
   */
  fakeOptions: FakeSeamOptions;
  /** A separate fake for each test, also for concurrent ones. It is verified and disposed of after the test. */
  fake: FakeSeam;
  /** A client of the fake. */
  seam: Seam;
}

/**
 * Creates a `test` function whose tests each have their own fake.
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
      const fake = createFakeSeam({ ...options, ...omitUndefined(fakeOptions) });
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

/** A `test` function whose tests each have their own fake with default options. */
export const test: TestAPI<SeamFixtures> = createSeamTest();
