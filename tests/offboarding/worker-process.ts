/** A process that works on the queue. */
import { setTimeout } from 'node:timers/promises';
import { createOffboardingQueue } from '@org/seam-access/queue';
import { createSeam } from '@org/seam-core';
import { bodyHeader, workerHeader } from './call-log.ts';
import { signingKey } from './check-runs.ts';
import { answerParent } from './child.ts';

export interface WorkerOptions {
  readonly name: string;
  /** A connection string, or a folder for PGlite. */
  readonly database: string | { readonly folder: string };
  readonly endpoint: string;
  readonly apiKey: string;
  /** In milliseconds. */
  readonly settle: number;
  readonly concurrency?: number;
}

const { name, database, endpoint, apiKey, settle, concurrency } = JSON.parse(
  process.argv[2] ?? '',
) as WorkerOptions;

/** `fetch` with the headers that the log of requests reads. */
const namedFetch: typeof fetch = (input, init = {}) => {
  const headers = new Headers(init.headers);
  headers.set(workerHeader, name);
  if (typeof init.body === 'string') headers.set(bodyHeader, init.body);
  return fetch(input, { ...init, headers });
};

const queue = await createOffboardingQueue({
  database,
  seam: createSeam({ apiKey, endpoint, fetch: namedFetch, timeout: 1500, retry: { baseDelay: 20 } }),
  settle,
  // All processes are on one machine. The checks compare the times of entries and requests, exactly.
  clock: { now: () => new Date(), wait: (ms, signal) => setTimeout(ms, undefined, { signal }) },
  // A busy machine needs longer than the default.
  deadline: 1_200_000,
  signingKey,
  ...(concurrency === undefined ? {} : { concurrency }),
  onError: () => {},
});
await queue.start();
process.once('SIGTERM', () => void queue.stop().then(() => process.exit()));

answerParent({
  status: () => queue.status(),
  resume: () => queue.resume(),
  memory: () => process.memoryUsage().rss,
});
