import type { Seam } from '@org/seam-core';
import type { OffboardingQueue } from '../queue/index.ts';
import type { LocalContext } from './command.ts';
import { CliError, type ExitCode, exitCodes, usageError } from './exit-codes.ts';
import { createReceiptFile } from './files.ts';
import { createEntryFormatter, printReceipt } from './format-run.ts';
import { openQueue } from './open-queue.ts';
import { formatProgress } from './progress.ts';
import { formatRun, runExitCode } from './report.ts';

/** Options that do something to the queue, or to the run that is named. */
const actions = ['pause', 'resume', 'cancel', 'retry'] as const;

/** Checks the arguments before the queue is opened. @throws CliError */
export const checkStatus = ({ values, positionals: [run_id] }: LocalContext): void => {
  const given = actions.filter((action) => values[action]);
  if (given.length > 1) throw usageError(`Pass one of --${given.join(', --')}.`);
  if ((values.cancel || values.receipt !== undefined) && run_id === undefined)
    throw usageError('Usage: seam-access status <run id> --cancel or --receipt <file>');
  if ((values.pause || values.resume) && run_id !== undefined)
    throw usageError(
      '--pause and --resume are for the whole queue. `status <run id> --cancel` ends one run.',
    );
};

const showRun = async (
  { terminal, values }: LocalContext,
  queue: OffboardingQueue,
  run_id: string,
): Promise<ExitCode> => {
  const run = await queue.run(run_id);
  if (!run) throw new CliError(`The queue has no run ${JSON.stringify(run_id)}.`);
  const { state, entries, receipt } = run;
  if (values.receipt !== undefined) {
    if (!receipt)
      throw new CliError(`The run has no receipt yet: it is ${state}.`, { exitCode: exitCodes.open });
    createReceiptFile(values.receipt).write(receipt);
  }
  if (values.json) terminal.printJson(run);
  else {
    const format = createEntryFormatter();
    const lines = entries.map(format).filter((line) => line !== undefined);
    terminal.print([formatRun(run), ...lines].join('\n'));
    if (receipt) printReceipt({ terminal, values }, receipt);
  }
  return runExitCode(run);
};

const showQueue = async ({ terminal, values }: LocalContext, queue: OffboardingQueue): Promise<ExitCode> => {
  const status = await queue.status();
  const deadLetters = await queue.deadLetters({ limit: 20 });
  if (values.json) terminal.printJson({ ...status, failed: deadLetters });
  else {
    const { total, finished, byState, isPaused, perSecond, remainingMs } = status;
    terminal.print(
      formatProgress('Offboarding', { done: finished, total, rate: perSecond, remaining: remainingMs }),
    );
    for (const [state, count] of Object.entries(byState))
      if (count > 0) terminal.print(`  ${count} ${state}`);
    if (isPaused) terminal.print('The queue is paused. `seam-access status --resume` continues.');
    for (const run of deadLetters) terminal.print(formatRun(run));
    const more = status.deadLetters - deadLetters.length;
    if (more > 0) terminal.print(`${more} more runs have failed.`);
  }
  return exitCodes.ok;
};

/** Continues a run that failed, or all of them. Returns how many. */
export const retry = async (
  queue: Pick<OffboardingQueue, 'deadLetters' | 'retry' | 'run'>,
  run_id: string | undefined,
): Promise<number> => {
  if (run_id !== undefined) {
    const run = await queue.run(run_id);
    await queue.retry(run_id);
    return run?.deadLetter === undefined ? 0 : 1;
  }
  // Each once: a run that fails again at once, in another process, is a dead letter again.
  const dead: string[] = [];
  let page: readonly { readonly run_id: string }[];
  do {
    page = await queue.deadLetters({ limit: 100, after: dead.at(-1) });
    dead.push(...page.map((letter) => letter.run_id));
  } while (page.length > 0);
  for (const letter of dead) await queue.retry(letter);
  return dead.length;
};

/** Nothing is sent to Seam. */
const noSeam = {} as Seam;

/** `status [run id]` */
export const status = async (context: LocalContext): Promise<ExitCode> => {
  const {
    terminal,
    values,
    positionals: [run_id],
  } = context;
  await using opened = await openQueue(context, noSeam);
  const { queue } = opened;
  if (values.pause) await queue.pause();
  if (values.resume) await queue.resume();
  if (values.retry) terminal.note(`Failed runs that will continue: ${await retry(queue, run_id)}.`);
  if (values.cancel && run_id !== undefined) {
    await queue.cancel(run_id);
    const isCancelling = (await queue.run(run_id))?.isCancelling === true;
    terminal.note(
      isCancelling
        ? 'The run will be cancelled before its next step, as soon as a worker has it.'
        : 'The run has ended already.',
    );
  }
  return run_id === undefined ? await showQueue(context, queue) : await showRun(context, queue, run_id);
};
