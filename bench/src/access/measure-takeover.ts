import type { LoggedCall } from '@org/tests/offboarding/call-log';
import { untilBusy } from '@org/tests/offboarding/disturb';
import { groupBy } from '@org/tests/offboarding/group-by';
import { Site } from '@org/tests/offboarding/site';
import { latency } from './measure-run.ts';

/** The times from the end of a worker to the next request of another one for the same person, in milliseconds. */
const resumptions = (calls: readonly LoggedCall[], worker: string, killed: number): number[] => {
  const own = groupBy(calls, ({ user_identity_id }) => user_identity_id);
  return [...own].flatMap(([person, requests]) => {
    const last = requests.findLast(({ began }) => began <= killed);
    const next = requests.find(({ began }) => began > killed);
    // Others were not in the hands of the worker.
    const isInterrupted = last?.worker === worker && killed - last.began < 1000;
    return person !== undefined && isInterrupted && next ? [next.began - killed] : [];
  });
};

/**
 * Kills one of two workers in the middle of its work, some times, and measures when the other one has resumed everything: the
 * person that waited longest, for each kill.
 */
export const measureTakeover = async (database: () => Promise<string>, kills: number): Promise<number[]> => {
  const times: number[] = [];
  for (let kill = 0; kill < kills; kill += 1) {
    await using site = await Site.open({
      people: 40,
      faults: 0,
      latency,
      randomSeed: kill,
      settle: 200,
      database: await database(),
    });
    await using queue = await site.openQueue();
    await site.addEveryone(queue);
    const [one] = [site.startWorker(), site.startWorker()];
    if (one === undefined) break;
    await untilBusy(site, one);
    await one.kill('SIGKILL');
    const killed = Date.now();
    await site.untilFinished(() => queue.status(), 120_000);
    times.push(Math.max(...resumptions(await site.calls(), one.name, killed)));
  }
  return times;
};
