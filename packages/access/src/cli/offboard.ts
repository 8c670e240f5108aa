import { AccessError } from '../access-error.ts';
import type { Journal } from '../journal/journal.ts';
import { createMemoryJournal } from '../journal/memory.ts';
import {
  continueOffboarding,
  offboard as startOffboarding,
  type OffboardingRun,
} from '../offboarding/offboard.ts';
import { formatPlan } from '../offboarding/format-plan.ts';
import type { Plan } from '../offboarding/plan.ts';
import type { Receipt } from '../receipt/receipt.ts';
import { readTime } from './arguments.ts';
import { CliError, exitCodeOf, exitCodes, usageError } from './exit-codes.ts';
import { createReceiptFile, readKey } from './files.ts';
import { createEntryFormatter, printReceipt } from './format-run.ts';
import { planOf } from './plan.ts';
import { type Command, type CommandContext, confirm, type LocalContext } from './command.ts';
import { choices } from './usage.ts';

/** An open run of the person in the journal, with the plan that it has. */
const openRunOf = async (journal: Journal, { user_identity_id }: Plan) => {
  const run_id = await journal.openRunOf(user_identity_id);
  const [first] = (run_id !== undefined && (await journal.open(run_id))?.entries) || [];
  return first?.type === 'run_started' ? first : undefined;
};

/** Follows a run to its end. */
const follow = async (context: CommandContext, run: OffboardingRun): Promise<Receipt> => {
  const format = createEntryFormatter();
  for await (const entry of run) {
    const line = format(entry);
    if (line !== undefined) context.terminal.note(line);
  }
  return await run.result;
};

/** Options about the plan: a run that is continued has one. */
const decided = ['dry-run', 'plan', 'hash', ...choices] as const;

/** Checks the arguments before anything is read. @throws CliError */
export const checkOffboard = ({ positionals, values }: LocalContext): void => {
  if (values.continue !== undefined) {
    if (values.journal === undefined) throw usageError('--continue needs the --journal of the run.');
    const option = decided.find((name) => values[name] !== undefined);
    if (option !== undefined || positionals.length > 0)
      throw usageError(
        `--continue carries out the plan that the run has. Leave out ${option === undefined ? positionals[0] : `--${option}`}.`,
      );
    return;
  }
  if (positionals.length === 0 && values.plan === undefined)
    throw usageError('Usage: seam-access offboard <person> [options]');
  if (values['dry-run']) return;
  for (const name of ['actor', 'reason'] as const)
    if (values[name] === undefined) throw usageError(`--${name} is missing. It is part of the receipt.`);
};

const openJournal = async (file: string | undefined): Promise<Journal & Partial<Disposable>> => {
  if (file === undefined) return createMemoryJournal();
  // Node prints a warning when its SQLite is loaded.
  const { createSqliteJournal } = await import('../journal/sqlite.ts').catch((error: unknown) => {
    throw usageError(
      '--journal needs the SQLite of Node: Node 22.13 or newer, or NODE_OPTIONS=--experimental-sqlite.',
      error,
    );
  });
  try {
    return createSqliteJournal(file);
  } catch (error) {
    throw usageError(`--journal: ${file}: ${(error as Error).message}.`, error);
  }
};

/** Shows the plan and asks. Returns the run that was confirmed; `undefined` for a dry run. */
const begin = async (context: CommandContext, journal: Journal): Promise<OffboardingRun | undefined> => {
  const { terminal, connection, values, signal, concurrency } = context;
  const { seam, clock } = connection;
  const options = {
    clock,
    signal,
    concurrency,
    settle: readTime('settle', values.settle),
    deadline: readTime('deadline', values.deadline),
    signingKey: readKey(values['key-file'], 'sign'),
    journal,
  };
  if (values.continue !== undefined) return continueOffboarding(seam, values.continue, options);
  const { actor = '', reason = '' } = values;
  const made = await planOf(context);
  const openRun = await openRunOf(journal, made);
  const shown = openRun?.plan ?? made;
  if (values.json) terminal.note(formatPlan(shown));
  else terminal.print(formatPlan(shown));
  if (values.hash !== undefined && values.hash !== shown.hash)
    throw new AccessError(
      'plan_outdated',
      `The hash of the plan is ${shown.hash}, not ${values.hash}. Look at the new plan.`,
    );
  if (openRun)
    terminal.note(
      `The run ${openRun.run_id} of ${openRun.actor} has not ended. It will be continued with this plan.`,
    );
  if (values['dry-run']) {
    if (values.json) terminal.printJson(shown);
    return undefined;
  }
  await confirm(context, 'Carry out this plan?');
  return startOffboarding(
    seam,
    { user_identity_id: shown.user_identity_id },
    { ...options, actor, reason, plan: values.plan === undefined && openRun ? openRun.plan : made },
  );
};

/** `offboard <person>` */
export const offboard: Command = async (context) => {
  const { terminal, values } = context;
  const journal = await openJournal(values.journal);
  try {
    const file =
      values.receipt === undefined || values['dry-run'] ? undefined : createReceiptFile(values.receipt);
    const run = await begin(context, journal);
    if (!run) return exitCodes.ok;
    const receipt = await follow(context, run);
    // First, so that a receipt that cannot be written is not lost.
    printReceipt(context, receipt);
    file?.write(receipt);
    return exitCodeOf(receipt.state);
  } catch (error) {
    if (values.journal !== undefined && !(error instanceof CliError) && !context.signal.aborted)
      terminal.note(
        `Call the command again with --journal ${values.journal} to continue the run, if it has begun.`,
      );
    throw error;
  } finally {
    journal[Symbol.dispose]?.();
  }
};
