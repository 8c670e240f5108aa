import type { FakeSeam } from '../create-fake-seam.ts';

const shown = 10;

/** What one has to know of a fake to see a failure again: its seed of chance, and the calls that came last. */
export const describeRun = ({ randomSeed, clock, journal }: FakeSeam): string => {
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
