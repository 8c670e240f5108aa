import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { planOffboarding } from '../offboarding/plan.ts';
import type { OffboardingQueue } from '../queue/index.ts';
import { readCount, readTime } from './arguments.ts';
import { type Command, type CommandContext, confirm, type LocalContext } from './command.ts';
import { CliError, type ExitCode, exitCodes, usageError } from './exit-codes.ts';
import { createReceiptFolder, readKey } from './files.ts';
import { findPeople, type FoundPerson } from './find-people.ts';
import { formatPerson } from './format-access.ts';
import { openQueue, readPlace } from './open-queue.ts';
import { readPeople, type RowProblem } from './people-file.ts';
import { choicesOf } from './plan.ts';
import { createProgress } from './progress.ts';
import { printReport, reportOf } from './report.ts';
import { choices } from './usage.ts';
import { liveRuns, workUntilDone } from './work.ts';

/** Options about the people of a file. */
const decided = ['dry-run', 'actor', 'reason', 'skip-errors', ...choices] as const;

/** Checks the arguments before anything is read. @throws CliError */
export const checkBulk = (context: LocalContext): void => {
  const { values, positionals } = context;
  readTime('settle', values.settle);
  readTime('deadline', values.deadline);
  readCount('per-system', values['per-system'], 1000);
  readKey(values['key-file'], 'sign');
  if (!values['dry-run']) readPlace(context);
  if (positionals.length === 0) {
    const option = decided.find((name) => values[name] !== undefined);
    if (option !== undefined)
      throw usageError(`--${option} needs a file of people. The runs in the queue keep what they have.`);
    return;
  }
  if (values['dry-run']) return;
  for (const name of ['actor', 'reason'] as const)
    if (values[name] === undefined) throw usageError(`--${name} is missing. It is part of the receipts.`);
};

const shownProblems = 50;

const reportProblems = (
  { terminal }: CommandContext,
  file: string,
  problems: readonly RowProblem[],
): void => {
  for (const { line, message } of problems.slice(0, shownProblems))
    terminal.note(`${file}:${line}: ${message}`);
  if (problems.length > shownProblems) terminal.note(`Not shown: ${problems.length - shownProblems} more.`);
};

const readBytes = async (file: string, { stdin }: CommandContext): Promise<Uint8Array> => {
  try {
    return file === '-' ? await buffer(stdin) : await readFile(file);
  } catch (error) {
    throw usageError(`${file}: The file cannot be read.`, error);
  }
};

/** The people of the file, each found. @throws CliError when a row has an error, unless `--skip-errors` is given */
const peopleOf = async (context: CommandContext, file: string): Promise<readonly FoundPerson[]> => {
  const { terminal, connection, values, signal, concurrency } = context;
  const { rows, problems: odd, ignoredColumns, isWhole } = readPeople(await readBytes(file, context));
  if (ignoredColumns.length > 0) terminal.note(`Ignored columns: ${ignoredColumns.join(', ')}.`);
  // Without errors in the file, so that a large one is not looked up in vain.
  const canContinue = odd.length === 0 || (values['skip-errors'] === true && isWhole);
  const show = createProgress({ terminal, what: 'Finding people' });
  const found = canContinue
    ? await findPeople(connection.seam, rows, {
        signal,
        concurrency,
        onFound: (done) => show({ done, total: rows.length }),
      })
    : { people: [], problems: [], duplicates: [] };
  const problems = [...odd, ...found.problems].toSorted((one, other) => one.line - other.line);
  reportProblems(context, file, problems);
  if (!isWhole) throw usageError('The file was not read to its end. Nothing was sent. Correct it.');
  if (problems.length > 0 && !values['skip-errors'])
    throw usageError(
      `Rows with errors: ${problems.length}. Nothing was sent. Correct them, or pass --skip-errors.`,
    );
  for (const { line, message } of found.duplicates) terminal.note(`${file}:${line}: ${message}`);
  return found.people;
};

/** Prints the plan of each person. */
const dryRun = async (context: CommandContext, people: readonly FoundPerson[]): Promise<ExitCode> => {
  const { terminal, connection, values, signal, concurrency } = context;
  const choices = { ...choicesOf(values), signal, concurrency };
  const show = createProgress({ terminal, what: 'Planning' });
  const plans = [];
  for (const { line, user_identity } of people) {
    const { user_identity_id } = user_identity;
    const plan = await planOffboarding(connection.seam, { user_identity_id }, choices);
    plans.push({ line, plan });
    if (!values.json)
      terminal.print(
        `line ${line}: ${formatPerson(user_identity)}: doors: ${plan.doors.length}, changes: ${plan.steps.length}` +
          (plan.irrevocable.length > 0 ? `, not removable: ${plan.irrevocable.length}` : ''),
      );
    show({ done: plans.length, total: people.length });
  }
  if (values.json) terminal.printJson(plans);
  return exitCodes.ok;
};

/** The runs of a command, each with the line of the file; and how many people have none. */
interface AddedPeople {
  readonly runs: Map<string, number | undefined>;
  /** Because of an error. */
  readonly failed: number;
  /** Because of a signal. */
  readonly left: number;
}

/** The items until the signal aborts. */
function* untilAborted<TItem>(items: readonly TItem[], signal: AbortSignal): Generator<TItem> {
  for (const item of items) {
    if (signal.aborted) return;
    yield item;
  }
}

const addPeople = async (
  { terminal, values, signal }: CommandContext,
  queue: OffboardingQueue,
  people: readonly FoundPerson[],
): Promise<AddedPeople> => {
  const { actor = '', reason = '' } = values;
  const show = createProgress({ terminal, what: 'Adding people' });
  const names = people.map(({ user_identity: { user_identity_id } }) => ({ user_identity_id }));
  const runs = new Map<string, number | undefined>();
  let done = 0;
  let failed = 0;
  let continued = 0;
  for await (const added of queue.addMany(untilAborted(names, signal), {
    actor,
    reason,
    ...choicesOf(values),
  })) {
    const line = people[done]?.line;
    done += 1;
    if ('run_id' in added) {
      runs.set(added.run_id, line);
      if (!added.isNew) continued += 1;
    } else {
      failed += 1;
      terminal.note(
        `line ${line}: not added: ${added.error instanceof Error ? added.error.message : 'unknown error'}`,
      );
    }
    show({ done, total: people.length });
  }
  if (continued > 0)
    terminal.note(
      `People who have a run already: ${continued}. It is continued with its own options, actor and reason.`,
    );
  return { runs, failed, left: people.length - done };
};

/** `bulk [people.csv]`: without a file, it works on what the queue has. */
export const bulk: Command = async (context) => {
  const { connection, values, positionals } = context;
  const [file] = positionals;
  const people = file === undefined ? undefined : await peopleOf(context, file);
  if (people?.length === 0) throw usageError('No row is left. Nothing was sent.');
  if (people && values['dry-run']) return await dryRun(context, people);
  const receipts = values.receipts === undefined ? undefined : createReceiptFolder(values.receipts);
  if (people) await confirm(context, `Offboard ${people.length} people?`);
  await using opened = await openQueue(context, connection.seam);
  const { queue } = opened;
  const { runs, failed, left } = people
    ? await addPeople(context, queue, people)
    : { runs: await liveRuns(queue), failed: 0, left: 0 };
  if (!(await workUntilDone(context, queue))) {
    const rest =
      opened.options === undefined
        ? 'The queue was in memory.'
        : `The rest is in the queue. \`${`seam-access bulk ${opened.options}`.trimEnd()}\` continues.`;
    const missing =
      left === 0 ? '' : `People who were not added: ${left}. Call the command again with the file. `;
    throw new CliError(`Cancelled. ${missing}${rest}`, { exitCode: exitCodes.cancelled });
  }
  const report = await reportOf(queue, runs, receipts);
  // First, so that the report is not lost with a receipt that cannot be written.
  printReport(context, report);
  if (report.unwritten !== undefined) throw report.unwritten;
  return failed > 0 ? exitCodes.open : report.exitCode;
};
