import type { OffboardingQueue, QueuedRunSummary, QueuedState } from '../queue/index.ts';
import type { Residual } from '../doors/door.ts';
import { formatResidual, oneLine } from '../offboarding/format-plan.ts';
import { queuedStates } from '../queue/queued-run.ts';
import type { CommandContext } from './command.ts';
import { CliError, colorOf, type ExitCode, exitCodeOf, exitCodes } from './exit-codes.ts';
import type { ReceiptFolder } from './files.ts';
import type { RowProblem } from './people-file.ts';

/** A run that did not end as `complete`, or all of them in JSON. */
interface ReportedRun {
  /** The line of the file. */
  readonly line?: number | undefined;
  readonly run_id: string;
  readonly user_identity_id: string;
  readonly person: string | null;
  readonly state: QueuedState;
  readonly residual?: readonly Residual[] | undefined;
  readonly deadLetter?: QueuedRunSummary['deadLetter'];
}

/** What became of the runs of a command. */
export interface Report {
  readonly total: number;
  readonly byState: Readonly<Partial<Record<QueuedState, number>>>;
  readonly runs: readonly ReportedRun[];
  readonly exitCode: ExitCode;
  /** The first failure to write a receipt. The report is complete all the same. */
  readonly unwritten: CliError | undefined;
}

/** The exit code for many runs: the one that needs attention most. */
const worst = (codes: readonly ExitCode[]): ExitCode =>
  [exitCodes.open, exitCodes.cancelled, exitCodes.residual].find((code) => codes.includes(code)) ??
  exitCodes.ok;

/** The exit code for a run in the queue. */
export const runExitCode = ({ state, deadLetter }: QueuedRunSummary): ExitCode =>
  deadLetter || state === 'queued' ? exitCodes.open : exitCodeOf(state);

/** Reads what became of runs, and writes their receipts. `lines` has the line of the file for each run. */
export const reportOf = async (
  queue: OffboardingQueue,
  lines: ReadonlyMap<string, number | undefined>,
  receipts: ReceiptFolder | undefined,
): Promise<Report> => {
  const byState: Partial<Record<QueuedState, number>> = {};
  const runs: ReportedRun[] = [];
  const codes: ExitCode[] = [];
  let unwritten: CliError | undefined;
  for (const [run_id, line] of lines) {
    const run = await queue.run(run_id);
    if (!run) {
      // It was removed from the database: it is not known to have ended.
      codes.push(exitCodes.open);
      continue;
    }
    const { user_identity_id, person, state, receipt, deadLetter } = run;
    try {
      if (receipt) receipts?.write(receipt);
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      unwritten ??= error;
    }
    byState[state] = (byState[state] ?? 0) + 1;
    codes.push(runExitCode(run));
    runs.push({
      line,
      run_id,
      user_identity_id,
      person,
      state,
      residual: receipt?.residual,
      ...(deadLetter && { deadLetter }),
    });
  }
  return { total: runs.length, byState, runs, exitCode: worst(codes), unwritten };
};

const shownRuns = 50;

/** A run with what is left of the access, or why it does not continue. */
export const formatRun = ({
  line,
  run_id,
  user_identity_id,
  person,
  state,
  residual = [],
  deadLetter,
}: ReportedRun): string =>
  [
    `${line === undefined ? '' : `line ${line}: `}${state}: ${person ?? user_identity_id} (run ${run_id})`,
    ...(deadLetter ? [`  failed at ${deadLetter.at}: ${deadLetter.message}`] : []),
    ...residual.map((each) => `  ${formatResidual(each)}`),
  ]
    .map(oneLine)
    .join('\n');

/** Prints the report. */
export const printReport = (
  { terminal, values }: CommandContext,
  report: Report & { readonly skipped: readonly RowProblem[] },
): void => {
  const { total, byState, runs, exitCode, skipped } = report;
  if (values.json) return terminal.printJson({ total, byState, runs, skipped });
  const others = runs.filter(({ state, deadLetter }) => state !== 'complete' || deadLetter);
  for (const run of others.slice(0, shownRuns)) terminal.print(formatRun(run));
  if (others.length > shownRuns)
    terminal.print(`${others.length - shownRuns} more are in the output of --json.`);
  const counts = queuedStates.filter((state) => byState[state]).map((state) => `${byState[state]} ${state}`);
  terminal.print(terminal.color(colorOf(exitCode), `${total} people: ${counts.join(', ')}`));
};
