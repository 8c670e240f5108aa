/** A module of a user of the queue. It compiles without the packages that the queue uses, and runs with them. */
import { createOffboardingQueue, openEmbeddedDatabase, type OffboardingQueue } from '@org/seam-access/queue';
import { createSeam } from '@org/seam-core';
import { createFakeSeam } from '@org/seam-testing';
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

const fake = createFakeSeam();
const seam = createSeam({ apiKey: fake.apiKey, endpoint: fake.endpoint, fetch: fake.fetch });
const folder = mkdtempSync(join(tmpdir(), 'queue-'));

const finish = async (queue: OffboardingQueue) => {
  for (let status = await queue.status(); status.finished < status.total; status = await queue.status())
    await setTimeout(50);
};

try {
  await using database = await openEmbeddedDatabase(folder);
  await using queue = await createOffboardingQueue({ database, seam, settle: 1 });
  const people = ['ada.okafor@example.com', 'ben.castillo@example.com', 'hugo.lindqvist@example.com'];
  for (const person of people) await queue.add(person, { actor: 'ci', reason: 'packed' });
  await queue.start();
  await finish(queue);
  const runs = await queue.runs();
  assert.deepEqual(
    runs.map(({ state }) => state),
    ['complete', 'complete', 'complete'],
  );
  console.log('ok');
} finally {
  rmSync(folder, { recursive: true });
}
