import { createFakeSeam } from '@org/seam-testing';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { createOffboardingQueue } from './create-queue.ts';
import { openEmbeddedDatabase } from './embedded-database.ts';
import { addPerson } from './queue.test-helper.ts';

const folder = mkdtempSync(join(tmpdir(), 'embedded-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

it(
  'keeps the runs of a folder, and gives back at once what an ended process left',
  { timeout: 120_000 },
  async () => {
    const fake = createFakeSeam({ seed: 'empty' });
    const { seam } = fake;
    const first = await openEmbeddedDatabase(folder);
    await expect(createOffboardingQueue({ database: { folder }, seam })).rejects.toMatchObject({
      code: 'invalid_option',
    });
    const added = await createOffboardingQueue({ database: first, seam });
    const { run_id } = await added.add(addPerson(fake), { actor: 'hr', reason: 'left' });
    // A process takes the job, and dies.
    await first.query(
      `UPDATE seam_access_jobs.job SET state = 'active', started_on = now(), heartbeat_on = now() WHERE state = 'created'`,
    );
    await first.close();

    await using queue = await createOffboardingQueue({ database: { folder }, seam, settle: 0 });
    await queue.start();
    const begin = performance.now();
    while ((await queue.run(run_id))?.state !== 'complete') {
      expect(performance.now() - begin).toBeLessThan(60_000);
      await setTimeout(20);
    }
    await queue.stop();
    const again = await openEmbeddedDatabase(folder);
    await again.close();
  },
);
