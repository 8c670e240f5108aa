import { expect, it } from 'vitest';
import type { QueuedRun, QueuedRunSummary } from '../queue/index.ts';
import { retry } from './status.ts';

it('retries each failed run once, although another process fails with it again at once', async () => {
  const dead = Array.from({ length: 250 }, (_, number): QueuedRunSummary => ({
    run_id: `run ${number}`,
    user_identity_id: '',
    person: null,
    state: 'verifying',
    actor: 'hr',
    reason: 'left',
    created_at: '',
    finished_at: null,
    isCancelling: false,
  }));
  const retried: string[] = [];
  const queue = {
    deadLetters: ({ limit = 100, after }: { limit?: number; after?: string } = {}) => {
      const from = dead.findIndex(({ run_id }) => run_id === after) + 1;
      return Promise.resolve(dead.slice(from, from + limit));
    },
    run: (run_id: string) => Promise.resolve({ ...dead[0], run_id, entries: [] } as unknown as QueuedRun),
    retry: (run_id: string) => {
      if (retried.length > dead.length) throw new Error('Each was retried.');
      retried.push(run_id);
      return Promise.resolve();
    },
  };
  expect(await retry(queue, undefined)).toBe(250);
  expect(retried).toEqual(dead.map(({ run_id }) => run_id));
  retried.pop();
  expect(await retry(queue, 'a run that has not failed')).toBe(0);
});
