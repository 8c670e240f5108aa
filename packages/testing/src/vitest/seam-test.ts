import type { Seam } from '@org/seam-core';
import { test as base, type TestAPI } from 'vitest';
import { checkFakeOptions } from '../fake/check-options.ts';
import { createFakeSeam, type FakeSeam } from '../fake/create-fake.ts';
import type { FakeSeamOptions } from '../fake/options.ts';

/** @throws TypeError when something else is expected to be a fake */
export const asFake = (received: unknown, matcher: string): FakeSeam => {
  const fake = received as Partial<FakeSeam> | null | undefined;
  if (!fake?.journal || !fake.handlers || !fake.state)
    throw new TypeError(`${matcher} is for a fake: expect(fake).${matcher}(…).`);
  return fake as FakeSeam;
};

const shown = 10;

/** What one has to know of a fake to see a failure again: its seed of chance, and the calls that came last. */
const describeRun = ({ randomSeed, clock, journal }: FakeSeam): string => {
  const calls = journal.calls.slice(-shown).map(({ verb, endpoint, params, status, applied, fault }) => {
    const outcome = [
      status === null ? 'no answer' : String(status),
      ...(applied ? ['applied'] : []),
      ...(fault === undefined ? [] : [`fault: ${fault}`]),
    ].join(', ');
    return `  ${verb} ${endpoint} ${JSON.stringify(params)} → ${outcome}`;
  });
  return [
    `The fake of this test: createFakeSeam({ randomSeed: ${randomSeed} }), its clock at ${clock.timestamp()}.`,
    `The last ${calls.length} of its ${journal.calls.length} calls:`,
    ...calls,
  ].join('\n');
};

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
