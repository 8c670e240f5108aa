import { planOffboarding } from '../offboarding/plan.ts';
import type { OffboardingQueue } from '../queue/index.ts';
import { readCount, readTime } from './arguments.ts';
import { type Command, type CommandContext, confirm, type LocalContext } from './command.ts';
import { CliError, type ExitCode, exitCodes, usageError } from './exit-codes.ts';
import { createReceiptFolder, readKey } from './files.ts';
import type { FoundPerson } from './find-people.ts';
import { formatPerson } from './format-access.ts';
import { openQueue, readPlace } from './open-queue.ts';
import { choicesOf } from './plan.ts';
import { createProgress } from './progress.ts';
import { printReport, reportOf } from './report.ts';
import { noteSkipped, peopleOf, type PeopleOfFile } from './select-people.ts';
import { choices } from './usage.ts';
import { openRuns, workUntilDone } from './work.ts';

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

/** Prints the plan of each person. */
const dryRun = async (context: CommandContext, { people, skipped }: PeopleOfFile): Promise<ExitCode> => {
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
  noteSkipped(context, skipped);
  return skipped.length > 0 ? exitCodes.usage : exitCodes.ok;
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
  const found = file === undefined ? undefined : await peopleOf(context, file);
  const { people, skipped = [] } = found ?? {};
  if (people?.length === 0) throw usageError('No row is left. Nothing was sent.');
  if (found && values['dry-run']) return await dryRun(context, found);
  const receipts = values.receipts === undefined ? undefined : createReceiptFolder(values.receipts);
  if (people) await confirm(context, `Offboard ${people.length} people?`);
  await using opened = await openQueue(context, connection.seam);
  const { queue } = opened;
  const { runs, failed, left } = people
    ? await addPeople(context, queue, people)
    : { runs: await openRuns(queue), failed: 0, left: 0 };
  if (!(await workUntilDone(context, queue))) {
    const rest =
      opened.options === undefined
        ? 'The queue was in memory.'
        : `The rest is in the queue. \`${`seam-access bulk ${opened.options}`.trimEnd()}\` continues.`;
    const missing =
      left === 0 ? '' : `People who were not added: ${left}. Call the command again with the file. `;
    throw new CliError(`Cancelled. ${missing}${rest}`, { exitCode: exitCodes.cancelled });
  }
  const report = { ...(await reportOf(queue, runs, receipts)), skipped };
  // First, so that the report is not lost with a receipt that cannot be written.
  printReport(context, report);
  noteSkipped(context, skipped);
  if (report.unwritten !== undefined) throw report.unwritten;
  return failed + skipped.length > 0 ? exitCodes.open : report.exitCode;
};
