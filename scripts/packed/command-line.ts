import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { install, readManifest, root, run } from './run.ts';

/** Runs the command line of the workflows: without the packages of the queue, then a bulk with them. */
export const checkCommandLine = async (project: string): Promise<void> => {
  const bin = join(project, 'node_modules/.bin/seam-access');
  const people = join(project, 'people.csv');
  writeFileSync(
    people,
    'email\nada.okafor@example.com\nben.castillo@example.com\nchiara.rossi@example.com\n',
  );
  const why = ['--actor', 'ci', '--reason', 'packed', '--yes', '--fake', '--json'];
  const offboard = ['offboard', 'ada.okafor@example.com', ...why];
  const receipt = JSON.parse(await run(bin, offboard, project)) as object;
  assert.equal('state' in receipt && receipt.state, 'complete');
  const bulk = ['bulk', people, ...why, '--settle', '100ms'];
  const { status, stderr } = spawnSync(bin, bulk, { cwd: project, encoding: 'utf8' });
  assert.equal(status, 1);
  assert.match(stderr, /npm install pg-boss@/);

  const { devDependencies = {} } = readManifest(join(root, 'packages/access'));
  const peers = ['pg-boss', 'pg', '@electric-sql/pglite', '@opentelemetry/api'];
  await install(
    project,
    peers.map((name) => `${name}@${devDependencies[name]}`),
  );
  assert.equal((await run('node', ['use-queue.ts'], project)).trim(), 'ok');
  const { byState } = JSON.parse(await run(bin, bulk, project)) as { byState: object };
  assert.deepEqual(byState, { complete: 3 });
  console.log('ok   seam-access and a queue on PGlite');
};
