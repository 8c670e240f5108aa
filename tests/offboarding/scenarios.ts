/** The experiments: what happens to the processes and the database while people are offboarded. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { copyEmptyDatabase } from '../../scripts/pglite/empty-database.ts';
import type { EmbeddedPostgres } from '../support/embedded-postgres.ts';
import { createDatabase, hashTables } from './database-state.ts';
import {
  createRandom,
  killWorkers,
  pick,
  requestsAfter,
  takeover,
  untilBusy,
  untilReceived,
} from './disturb.ts';
import type { FinalState } from './final-state.ts';
import { Site, type SiteOptions, type SiteReport } from './site.ts';

export interface Conditions {
  readonly people: number;
  /** The share of requests that fail, from 0 to 1. */
  readonly faults: number;
  /** The delay of each response, in milliseconds. */
  readonly latency: number;
  readonly settle: number;
  readonly randomSeed: number;
  /** The final states without any disturbance. */
  readonly undisturbed: readonly FinalState[];
  /** How long an experiment may take, in milliseconds. */
  readonly limit: number;
}

interface Report extends SiteReport {
  /** How often something was done to a process or the database. */
  readonly disturbances: number;
}

/** A site with everyone added. */
const openSite = async (database: SiteOptions['database'], conditions: Conditions): Promise<Site> => {
  const site = await Site.open({ ...conditions, database });
  await using queue = await site.openQueue();
  await site.addEveryone(queue);
  return site;
};

/** Workers are killed at random moments and replaced, all but those whose machine never returns. */
export const kills = async (
  postgres: EmbeddedPostgres,
  conditions: Conditions,
  options: { readonly workers: number; readonly kills: number; readonly lost: readonly number[] },
): Promise<Report> => {
  const { undisturbed, limit, randomSeed } = conditions;
  await using site = await openSite(await createDatabase(postgres.url), conditions);
  await using queue = await site.openQueue();
  site.startWorkers(options.workers);
  const end = new AbortController();
  const killing = killWorkers(site, {
    ...options,
    random: createRandom(randomSeed),
    isReplaced: (kill) => !options.lost.includes(kill),
    signal: end.signal,
  });
  await site.untilFinished(() => queue.status(), limit).finally(() => end.abort());
  return { ...(await site.check(queue, undisturbed)), disturbances: await killing };
};

/**
 * A worker is stopped in the middle of its work, another one takes it over and finishes everything, and the first one wakes
 * up.
 */
export const wakeAfterwards = async (postgres: EmbeddedPostgres, conditions: Conditions): Promise<Report> => {
  const database = await createDatabase(postgres.url);
  await using site = await openSite(database, conditions);
  await using queue = await site.openQueue();
  const stopped = site.startWorker();
  await untilBusy(site, stopped);
  await stopped.kill('SIGSTOP');
  site.startWorker();
  await site.untilFinished(() => queue.status(), conditions.limit);
  const received = await site.receivedFrom(stopped);
  const tables = await hashTables(database);
  await stopped.kill('SIGCONT');
  await wait(3000);
  const after = await site.receivedFrom(stopped);
  const report = await site.check(queue, conditions.undisturbed);
  const changed = Object.entries(await hashTables(database)).filter(([name, hash]) => tables[name] !== hash);
  return {
    ...report,
    violations: [
      ...report.violations,
      ...(stopped.isRunning ? [] : ['the worker ended when it woke up']),
      ...(after > received ? [`${after - received} requests after waking up`] : []),
      ...changed.map(([name]) => `${name} changed after waking up`),
    ],
    disturbances: 1,
  };
};

/** Workers are stopped for longer than the takeover takes, and wake up while others do their work. */
export const wakeBetween = async (
  postgres: EmbeddedPostgres,
  conditions: Conditions,
  { workers, stops }: { readonly workers: number; readonly stops: number },
): Promise<Report> => {
  await using site = await openSite(await createDatabase(postgres.url), conditions);
  await using queue = await site.openQueue();
  site.startWorkers(workers);
  const random = createRandom(conditions.randomSeed);
  const over = new AbortController();
  const finished = site.untilFinished(() => queue.status(), conditions.limit).finally(() => over.abort());
  finished.catch(() => {});
  let disturbances = 0;
  for (let stop = 0; stop < stops && !over.signal.aborted; stop += 1) {
    const victim = pick(site.running, random);
    if (victim === undefined) break;
    const busy = untilBusy(site, victim);
    busy.catch(() => {});
    // On a fast machine everyone is offboarded before the last stop.
    await Promise.race([busy, finished]);
    if (over.signal.aborted) break;
    await victim.kill('SIGSTOP');
    disturbances += 1;
    await wait(takeover + random() * 2000);
    await victim.kill('SIGCONT');
    await wait(random() * 2000);
  }
  await finished;
  return { ...(await site.check(queue, conditions.undisturbed)), disturbances };
};

/** Postgres crashes while people are offboarded, and starts again. */
export const restarts = async (
  postgres: EmbeddedPostgres,
  conditions: Conditions,
  { workers, stops }: { readonly workers: number; readonly stops: number },
): Promise<Report> => {
  await using site = await openSite(await createDatabase(postgres.url), conditions);
  site.startWorkers(workers);
  for (let stop = 0; stop < stops; stop += 1) {
    await untilReceived(site, requestsAfter(site, (stop + 1) / (stops + 1)));
    await postgres.stop(stop % 2 === 0 ? 'immediate' : 'fast');
    await wait(1500);
    await postgres.start();
  }
  await using queue = await site.openQueue();
  await site.untilFinished(() => queue.status(), conditions.limit);
  const report = await site.check(queue, conditions.undisturbed);
  return {
    ...report,
    violations: [
      ...report.violations,
      ...(site.running.length === workers ? [] : ['a worker ended with Postgres']),
    ],
    disturbances: stops,
  };
};

/** The one process on PGlite is killed in the middle of its work, and started again on the same folder. */
export const killsOnPglite = async (
  conditions: Conditions,
  options: { readonly kills: number; readonly meanDelay: number },
): Promise<Report> => {
  const folder = mkdtempSync(join(tmpdir(), 'offboarding-'));
  const random = createRandom(conditions.randomSeed);
  try {
    await copyEmptyDatabase(join(folder, 'postgres'));
    await using site = await openSite({ folder }, conditions);
    for (let kill = 0; kill < options.kills; kill += 1) {
      const worker = site.startWorker();
      await untilBusy(site, worker);
      await wait(random() * 2 * options.meanDelay);
      await worker.kill('SIGKILL');
    }
    const last = site.startWorker();
    await site.untilFinished(() => last.ask('status'), conditions.limit);
    await last.kill('SIGTERM');
    await using queue = await site.openQueue();
    return { ...(await site.check(queue, conditions.undisturbed)), disturbances: options.kills };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
