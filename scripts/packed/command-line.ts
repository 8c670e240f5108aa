import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Project } from './projects.ts';
import { readManifest, root, run, runToEnd } from './run.ts';

const { devDependencies = {} } = readManifest(join(root, 'packages/access'));
const peers = ['pg-boss', 'pg', '@electric-sql/pglite', '@opentelemetry/api'];

export const queueProject: Project = {
  ours: ['@org/seam-access', '@org/seam-core', '@org/seam-server', '@org/seam-testing'],
  others: Object.fromEntries(peers.map((name) => [name, devDependencies[name] ?? ''])),
};

const why = ['--actor', 'ci', '--reason', 'packed', '--yes', '--fake', '--json'];

const bulkIn = (project: string): string[] => {
  const people = join(project, 'people.csv');
  writeFileSync(
    people,
    'email\nada.okafor@example.com\nben.castillo@example.com\nchiara.rossi@example.com\n',
  );
  return ['bulk', people, ...why, '--settle', '100ms'];
};

/** Runs the command line of the workflows where the packages of the queue are missing. */
export const checkCommandLine = async (project: string): Promise<void> => {
  const bin = join(project, 'node_modules/.bin/seam-access');
  const offboard = ['offboard', 'ada.okafor@example.com', ...why];
  const receipt = JSON.parse(await run(bin, offboard, project)) as object;
  assert.equal('state' in receipt && receipt.state, 'complete');
  const { status, stderr } = await runToEnd(bin, bulkIn(project), project);
  assert.equal(status, 1);
  assert.match(stderr, /npm install pg-boss@/);
  console.log('ok   seam-access without the packages of the queue');
};

/** Runs a queue and a bulk where they are installed. */
export const checkQueue = async (project: string): Promise<void> => {
  // To optimize the code of PGlite costs more than it saves in a run this short.
  const node = ['--liftoff-only'];
  await copyFile(join(root, 'scripts/consumer/use-queue.ts'), join(project, 'use-queue.ts'));
  assert.equal((await run('node', [...node, 'use-queue.ts'], project)).trim(), 'ok');
  const access = join(project, 'node_modules/@org/seam-access');
  const bin = join(access, readManifest(access).bin?.['seam-access'] ?? '');
  const { byState } = JSON.parse(await run('node', [...node, bin, ...bulkIn(project)], project)) as {
    byState: object;
  };
  assert.deepEqual(byState, { complete: 3 });
  console.log('ok   seam-access and a queue on PGlite');
};
