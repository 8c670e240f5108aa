/** What happens to the worker processes of an experiment. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Site, Worker } from './site.ts';

/** Random delays with a mean, as between independent accidents, in milliseconds. */
const exponential = (random: () => number, mean: number): number => -Math.log(1 - random()) * mean;

const pick = <TItem>(items: readonly TItem[], random: () => number): TItem | undefined =>
  items[Math.floor(random() * items.length)];

interface Kills {
  /** How many processes are killed. */
  readonly kills: number;
  /** The mean time between two kills, in milliseconds. */
  readonly meanDelay: number;
  readonly random: () => number;
  /** Whether a killed process is replaced, by the number of the kill. Default: always. */
  readonly isReplaced?: (kill: number) => boolean;
  /** Ends the kills early, when nothing is left to disturb. */
  readonly signal?: AbortSignal;
}

/** Kills worker processes at random moments, and starts others in their place. Returns the number of kills. */
export const killWorkers = async (
  site: Site,
  { kills, meanDelay, random, isReplaced = () => true, signal }: Kills,
): Promise<number> => {
  for (let kill = 0; kill < kills; kill += 1) {
    await wait(exponential(random, meanDelay));
    if (signal?.aborted === true) return kill;
    const victim = pick(site.running, random);
    await victim?.kill('SIGKILL');
    if (isReplaced(kill)) site.startWorker();
  }
  return kills;
};

/** Resolves when a worker has a request in progress, so that a signal hits it in the middle of something. */
export const untilBusy = async (site: Site, worker: Worker): Promise<void> => {
  const end = Date.now() + 120_000;
  while ((await site.progressOf(worker.name)).inProgress === 0) {
    if (Date.now() > end) throw new Error(`${worker.name} sends nothing.`);
    if (!worker.isRunning) throw new Error(`${worker.name} has ended.`);
    await wait(5);
  }
};

/** The time after which a silent worker counts as dead and its jobs are taken over, in milliseconds, and some more. */
export const takeover = 13_000;
