import { Site } from '@org/tests/offboarding/site';

/** The delay of each response of the fake, in milliseconds. */
export const latency = 20;

export interface RunOptions {
  readonly people: number;
  readonly workers: number;
  /** The share of requests that fail, from 0 to 1. */
  readonly faults: number;
  /** How many people to wait for. Default: all. */
  readonly wanted?: number;
}

export interface MeasuredRun {
  readonly peoplePerSecond: number;
  readonly requestsPerPerson: number;
  /** The time of `add`, in milliseconds. */
  readonly addPerPerson: number;
  /** The time of `status` with all people queued, in milliseconds. */
  readonly status: number;
  /** The largest resident set of a worker at the end, in bytes. */
  readonly workerMemory: number;
}

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return performance.now() - began;
};

/** Adds people to an empty queue, and measures how workers offboard them. The workers have started before. */
export const measureRun = async (
  database: string | { readonly folder: string },
  { people, workers, faults, wanted = people }: RunOptions,
): Promise<MeasuredRun> => {
  await using site = await Site.open({ people, faults, latency, randomSeed: 1, settle: 200, database });
  const queue = await site.openQueue();
  const addTime = await timed(() => site.addEveryone(queue));
  await queue.pause();
  const status = await timed(() => queue.status());
  // The embedded database is open in one process at a time.
  const isShared = typeof database === 'string';
  if (!isShared) await queue.stop();
  const started = site.startWorkers(workers);
  const [first] = started;
  await Promise.all(started.map((worker) => worker.ask('status')));
  const read = () => (isShared ? queue.status() : first?.ask<{ finished: number }>('status'));
  const time = await timed(async () => {
    await (isShared ? queue.resume() : first?.ask('resume'));
    await site.untilFinished(async () => (await read()) ?? { finished: 0 }, 1_200_000, wanted);
  });
  const memory = await Promise.all(started.map((worker) => worker.ask<number>('memory')));
  const received = await site.requests();
  if (isShared) await queue.stop();
  return {
    peoplePerSecond: (wanted * 1000) / time,
    requestsPerPerson: received / wanted,
    addPerPerson: addTime / people,
    status,
    workerMemory: Math.max(...memory),
  };
};
