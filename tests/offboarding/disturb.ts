/** What happens to the worker processes of an experiment. */
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { Site, Worker } from './site.ts';

/** Random numbers from 0 to 1 that a seed reproduces (mulberry32). */
export const createRandom = (seed: number): (() => number) => {
  let state = Math.trunc(seed);
  return () => {
    state = Math.trunc(state + 0x6d_2b_79_f5);
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

export const pick = <TItem>(items: readonly TItem[], random: () => number): TItem | undefined =>
  items[Math.floor(random() * items.length)];

/** A person takes more requests than this, so that every kill happens before the end. */
const requestsPerPerson = 45;

/** The number of requests after which a part of the work is done, as a fraction of 1. */
export const requestsAfter = (site: Site, part: number): number =>
  site.leaving.length * requestsPerPerson * part;

/** Rejects with a message after two minutes. */
const within = async (work: Promise<unknown>, message: string): Promise<void> => {
  const done = new AbortController();
  const late = async (): Promise<never> => {
    await wait(120_000, undefined, { signal: done.signal });
    throw new Error(message);
  };
  await Promise.race([work, late()]).finally(() => done.abort());
};

/** Resolves when the fake has received a number of requests from all workers. */
export const untilReceived = async (site: Site, requests: number): Promise<void> =>
  await within(site.untilReceived(requests), `The workers sent fewer than ${requests} requests.`);

interface Kills {
  /** How many processes are killed. */
  readonly kills: number;
  readonly random: () => number;
  /** Whether a killed process is replaced, by the number of the kill. Default: always. */
  readonly isReplaced?: (kill: number) => boolean;
  /** Ends the kills early. */
  readonly signal: AbortSignal;
}

/**
 * Kills worker processes at random moments, and starts others in their place. A moment is a number of requests that the fake
 * has received: on a slow machine, the kills are spread over the work as on a fast one. Returns the number of kills.
 */
export const killWorkers = async (
  site: Site,
  { kills, random, isReplaced = () => true, signal }: Kills,
): Promise<number> => {
  const moments = Array.from({ length: kills }, () => requestsAfter(site, random())).toSorted(
    (one, other) => one - other,
  );
  const over = once(signal, 'abort').then(() => false);
  for (const [kill, moment] of moments.entries()) {
    const isReached = await Promise.race([site.untilReceived(moment).then(() => true), over]);
    if (!isReached) return kill;
    await pick(site.running, random)?.kill('SIGKILL');
    if (isReplaced(kill)) site.startWorker();
  }
  return kills;
};

/** Resolves when a worker has a request in progress, so that a signal hits it in the middle of something. */
export const untilBusy = async (site: Site, worker: Worker): Promise<void> =>
  await within(Promise.race([site.untilBusy(worker), worker.untilEnd()]), `${worker.name} sends nothing.`);

/** The time after which a silent worker counts as dead and its jobs are taken over, in milliseconds, and some more. */
export const takeover = 13_000;
