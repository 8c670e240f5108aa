import { setTimeout } from 'node:timers/promises';
import type { OffboardingQueue, QueueStatus } from '../queue/index.ts';
import type { CommandContext } from './command.ts';
import { createProgress } from './progress.ts';

/** How long the jobs in progress have to end after the first signal, in milliseconds. */
const drainDeadline = 30_000;

/** How often progress is read, in milliseconds. */
const interval = 500;

const detailsOf = ({ byState, deadLetters, isPaused }: QueueStatus): string[] => [
  ...(byState.complete_with_residual > 0 ? [`${byState.complete_with_residual} with residual access`] : []),
  ...(byState.stuck > 0 ? [`${byState.stuck} stuck`] : []),
  ...(deadLetters > 0 ? [`${deadLetters} failed`] : []),
  ...(isPaused ? ['paused'] : []),
];

/**
 * The runs whose doors may be open: those that have not ended, and those that ended as `stuck` without a later run of the person,
 * for example before a command was interrupted, whose report does not have them.
 */
export const openRuns = async (queue: Pick<OffboardingQueue, 'runs'>): Promise<Map<string, undefined>> => {
  const open = new Map<string, undefined>();
  const people = new Set<string>();
  let after: string | undefined;
  do {
    // The newest first.
    const page = await queue.runs({ limit: 500, after });
    for (const { run_id, user_identity_id, state, finished_at } of page) {
      const isLast = !people.has(user_identity_id);
      people.add(user_identity_id);
      if (finished_at === null || (state === 'stuck' && isLast)) open.set(run_id, undefined);
    }
    after = page.length === 500 ? page.at(-1)?.run_id : undefined;
  } while (after !== undefined);
  return open;
};

/**
 * Works on the queue until no run continues by itself, or until the first signal, which drains the queue.
 * @returns whether all runs have ended or failed
 */
export const workUntilDone = async (
  { terminal, signal }: CommandContext,
  queue: OffboardingQueue,
): Promise<boolean> => {
  const before = await queue.status();
  const finishedBefore = before.finished;
  const show = createProgress({ terminal, what: 'Offboarding' });
  if (!signal.aborted) await queue.start();
  while (!signal.aborted) {
    const status = await queue.status();
    const { total, finished, deadLetters, perSecond, remainingMs } = status;
    show({
      done: finished - finishedBefore,
      total: total - finishedBefore,
      rate: perSecond,
      remaining: remainingMs,
      details: detailsOf(status),
    });
    if (finished + deadLetters >= total) return true;
    await setTimeout(interval, undefined, { signal }).catch(() => {});
  }
  const { total, finished } = await queue.status();
  terminal.note(`Stopping: ${finished - finishedBefore} of ${total - finishedBefore} have ended.`);
  await queue.stop({ deadline: drainDeadline });
  return false;
};
