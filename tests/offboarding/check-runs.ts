import { type JournalEntry, type Receipt, verifyReceipt } from '@org/seam-access';
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Resident } from './building.ts';
import type { FinalState } from './final-state.ts';
import { groupBy } from './group-by.ts';

/** Signs the receipts of the experiments. */
export const signingKey = 'key of the experiments';

/** A run as the queue returns it. */
export interface FinishedRun {
  readonly run_id: string;
  readonly user_identity_id: string;
  readonly state: string;
  readonly entries: readonly JournalEntry[];
  readonly receipt?: Receipt | undefined;
}

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, part]) => [name, sorted(part)]),
  );
};

/** The hash of an entry, computed without the package. */
const hashOf = ({ hash: _, ...entry }: JournalEntry): string =>
  createHash('sha256')
    .update(JSON.stringify(sorted(entry)))
    .digest('hex');

/** What is wrong with the journal of a run. */
const checkEntries = (entries: readonly JournalEntry[]): string[] => {
  const problems: string[] = [];
  const started = new Set<string>();
  const finished = new Set<string>();
  entries.forEach((entry, index) => {
    const previous = entries[index - 1];
    if (entry.seq !== index) problems.push(`entry ${index} has the number ${entry.seq}`);
    if (entry.previous_hash !== (previous?.hash ?? '')) problems.push(`entry ${index} breaks the chain`);
    if (entry.hash !== hashOf(entry)) problems.push(`entry ${index} has another hash`);
    if (previous?.type === 'run_finished') problems.push(`entry ${index} follows the end`);
    if (entry.type === 'step_started') started.add(entry.step_id);
    if (entry.type !== 'step_finished') return;
    if (!started.has(entry.step_id)) problems.push(`entry ${index} finishes a step that was not started`);
    if (finished.has(entry.step_id)) problems.push(`entry ${index} finishes a step twice`);
    finished.add(entry.step_id);
  });
  if (entries[0]?.type !== 'run_started') problems.push('the first entry is not run_started');
  if (entries.at(-1)?.type !== 'run_finished') problems.push('the last entry is not run_finished');
  return problems;
};

/** Whether a receipt says what the fake's state shows. */
const checkTruth = ({ state, residual }: Receipt, { ways, offlineDevices }: FinalState): string[] => {
  const doors = new Set(residual.map(({ door }) => door?.id));
  if (state === 'complete') return ways.length > 0 ? [`complete, but open: ${ways.join(', ')}`] : [];
  if (state !== 'complete_with_residual') return [`ended as ${state}`];
  const isTrue =
    ways.length === offlineDevices.length && isDeepStrictEqual([...doors], [...new Set(offlineDevices)]);
  return isTrue ? [] : [`the residual is ${[...doors].join(', ')}, but open: ${ways.join(', ')}`];
};

interface Outcome {
  readonly leaving: readonly Resident[];
  readonly runs: readonly FinishedRun[];
  /** The states of the fake: after this experiment, and after the undisturbed one. */
  readonly states: readonly FinalState[];
  readonly undisturbed: readonly FinalState[];
}

/** What is wrong with the outcome, by person. */
export const checkRuns = ({ leaving, runs, states, undisturbed }: Outcome): string[] => {
  const runsOf = groupBy(runs, ({ user_identity_id }) => user_identity_id);
  const problems = leaving.flatMap(({ user_identity_id }, index) => {
    const [run, ...others] = runsOf.get(user_identity_id) ?? [];
    const state = states[index];
    const expected = undisturbed[index];
    if (run === undefined || state === undefined) return [`${user_identity_id} has no run`];
    const { receipt, entries } = run;
    return [
      ...(others.length > 0 ? [`has ${others.length + 1} runs`] : []),
      ...(receipt === undefined
        ? [`has no receipt; its run is ${run.state}`]
        : [...verifyReceipt(receipt, { key: signingKey }).problems, ...checkTruth(receipt, state)]),
      ...checkEntries(entries),
      ...(isDeepStrictEqual(state, expected)
        ? []
        : [`differs: ${JSON.stringify(state)} instead of ${JSON.stringify(expected)}`]),
    ].map((problem) => `${user_identity_id} ${problem}`);
  });
  const others = states.slice(leaving.length);
  return isDeepStrictEqual(others, undisturbed.slice(leaving.length))
    ? problems
    : [...problems, 'the access of people who stay has changed'];
};
