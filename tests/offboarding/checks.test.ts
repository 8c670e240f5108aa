import { createMemoryJournal, type JournalEntry, offboard } from '@org/seam-access';
import { createFakeSeam } from '@org/seam-testing';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LoggedCall } from './call-log.ts';
import { checkCalls, perSystem } from './check-calls.ts';
import { checkRuns, type FinishedRun, signingKey } from './check-runs.ts';
import type { FinalState } from './final-state.ts';

let run: FinishedRun;
let change: Extract<JournalEntry, { type: 'step_started' }>;

beforeAll(async () => {
  const { add, state, seam } = createFakeSeam({ seed: 'empty' });
  const { user_identity_id } = add.userIdentity();
  state.deviceAccess.add(user_identity_id, add.device().device_id);
  const { result } = offboard(seam, user_identity_id, {
    actor: 'hr',
    reason: 'left',
    // The run ends well after the requests that the tests invent.
    settle: 100,
    signingKey,
    journal: createMemoryJournal(),
  });
  const receipt = await result;
  const { run_id, state: ended, entries } = receipt;
  run = { run_id, user_identity_id, state: ended, entries, receipt };
  change = entries.find((entry) => entry.type === 'step_started') as typeof change;
});

describe('the check of requests', () => {
  const call = (fields: Partial<LoggedCall> = {}): LoggedCall => ({
    worker: 'one',
    path: change.change.path,
    user_identity_id: run.user_identity_id,
    system: 'none',
    ids: [run.user_identity_id],
    isRead: false,
    began: Date.parse(change.at),
    ended: Date.parse(change.at) + 10,
    ...fields,
  });
  const problemsOf = (...calls: LoggedCall[]) => {
    const journals = new Map(calls.map(({ user_identity_id = '' }) => [user_identity_id, run.entries]));
    return [...new Set(checkCalls(calls, journals).map((text) => text.split(':')[0]))];
  };
  const people = (count: number) =>
    Array.from({ length: count }, (_, index) => call({ system: 'a', user_identity_id: `person ${index}` }));
  const soon = () => Date.parse(change.at) + 5;

  it.each<[string, () => LoggedCall[], string[]]>([
    ['one recorded change', () => [call()], []],
    [
      'the same change at two workers',
      () => [call(), call({ worker: 'two', began: soon() })],
      ['two workers at once'],
    ],
    ['one worker after the other', () => [call(), call({ worker: 'two', began: call().ended })], []],
    [
      'changes in two access systems',
      () => [call({ system: 'a' }), call({ worker: 'two', system: 'b', began: soon() })],
      [],
    ],
    [
      'a read and a change',
      () => [call({ isRead: true }), call({ worker: 'two', system: 'b', began: soon() })],
      ['two workers at once'],
    ],
    [
      'a change before it was recorded',
      () => [call({ began: Date.parse(change.at) - 1 })],
      ['sent before it was recorded'],
    ],
    ['changes for as many people in a system as allowed', () => people(perSystem), []],
    ['changes for one person more', () => people(perSystem + 1), [`${perSystem + 1} people at once in a`]],
    ['an unknown change', () => [call({ path: '/acs/users/delete' })], ['sent before it was recorded']],
    [
      'a read after the end',
      () => [call({ isRead: true, began: Date.parse(run.entries.at(-1)?.at ?? '') + 1 })],
      ['sent after the end'],
    ],
  ])('judges %s', (_, calls, problems) => {
    expect(problemsOf(...calls())).toEqual(problems);
  });
});

describe('the check of runs', () => {
  const clean = (): FinalState => ({
    user_identity_id: run.user_identity_id,
    exists: true,
    ways: [],
    offlineDevices: [],
    linkedAcsUsers: [],
    suspendedAcsUsers: [],
  });
  const check = ({ runs = [run], state = clean() }: { runs?: FinishedRun[]; state?: FinalState } = {}) =>
    checkRuns({
      leaving: [
        {
          user_identity_id: run.user_identity_id,
          choices: { suspend: false, deleteUserIdentity: false },
          acs_user_ids: [],
          systems: {},
        },
      ],
      runs,
      states: [state],
      undisturbed: [clean()],
    }).join('\n');
  const withEntries = (entries: readonly JournalEntry[]) => check({ runs: [{ ...run, entries }] });

  it('accepts a complete run', () => {
    expect(check()).toBe('');
  });

  it.each<[string, () => string, string]>([
    ['a person without a run', () => check({ runs: [] }), 'has no run'],
    ['a person with two runs', () => check({ runs: [run, run] }), 'has 2 runs'],
    ['a run without a receipt', () => check({ runs: [{ ...run, receipt: undefined }] }), 'has no receipt'],
    [
      'a complete run with an open door',
      () => check({ state: { ...clean(), ways: ['device 1'] } }),
      'complete, but open: device 1',
    ],
    ['another state', () => check({ state: { ...clean(), exists: false } }), 'differs'],
    ['a missing entry', () => withEntries(run.entries.toSpliced(1, 1)), 'breaks the chain'],
    [
      'a changed entry',
      () => withEntries(run.entries.with(0, { ...run.entries[0], at: '2026-01-01T00:00:00.000Z' } as never)),
      'entry 0 has another hash',
    ],
    [
      'an entry after the end',
      () => withEntries([...run.entries, run.entries[0] as JournalEntry]),
      'follows the end',
    ],
    [
      'a changed receipt',
      () => check({ runs: [{ ...run, receipt: { ...run.receipt, actor: 'other' } as never }] }),
      'receipt',
    ],
  ])('finds %s', (_, found, problem) => {
    expect(found()).toContain(problem);
  });
});
