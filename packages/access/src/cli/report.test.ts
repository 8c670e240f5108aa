import { expect, it } from 'vitest';
import type { OffboardingQueue } from '../queue/index.ts';
import { reportOf } from './report.ts';

it('does not report success when a run is not in the queue any more', async () => {
  const queue = { run: () => Promise.resolve(undefined) } as unknown as OffboardingQueue;
  const report = await reportOf(queue, new Map([['a run', 2]]), undefined);
  expect(report).toMatchObject({ total: 0, exitCode: 4 });
});
