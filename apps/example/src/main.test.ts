import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyEmptyDatabase } from '../../../scripts/pglite/empty-database.ts';

const main = fileURLToPath(new URL('main.ts', import.meta.url));

const DATA_FOLDER = mkdtempSync(join(tmpdir(), 'access-console-data-'));
// Creating a database is the longest part of a start.
beforeAll(() =>
  Promise.all(['demo', 'seam'].map((source) => copyEmptyDatabase(join(DATA_FOLDER, source, 'postgres')))),
);
afterAll(() => rmSync(DATA_FOLDER, { recursive: true, force: true }));

const run = (environment: Record<string, string>) => {
  const { NODE_COMPILE_CACHE = '' } = process.env;
  const env = { PORT: '0', DATA_FOLDER, NODE_COMPILE_CACHE, ...environment };
  // Optimizing the WebAssembly of the database takes longer than its few statements.
  const child = spawn(process.execPath, ['--liftoff-only', main], { env });
  child.stdout.setEncoding('utf8');
  child.stderr.setEncoding('utf8');
  return { child, [Symbol.dispose]: () => child.kill() };
};

test.each([
  [{}, 'demo', 'Demo data'],
  [{ SEAM_API_KEY: 'seam_test_key' }, 'seam', 'Connected to Seam'],
] as const)('with the environment %j, the source is %s', async (environment, source, name) => {
  using started = run(environment);
  const [line] = (await once(started.child.stdout, 'data')) as [string];
  const [, url] = /^Access console: (http:\/\/localhost:\d+) \(/.exec(line) ?? [];
  expect(line).toContain(`(${name})`);
  const response = await fetch(`${url}/session`);
  expect(await response.json()).toEqual({ role: null, source });
});

test('shuts down gracefully on SIGTERM', async () => {
  using started = run({});
  await once(started.child.stdout, 'data');
  const ended = once(started.child, 'exit');
  started.child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
});

test('does not start with a credential of the wrong kind, and does not print it', async () => {
  using started = run({ SEAM_API_KEY: 'seam_at_not_an_api_key' });
  const [[line], [code]] = (await Promise.all([
    once(started.child.stderr, 'data'),
    once(started.child, 'exit'),
  ])) as [[string], [number]];
  expect(line).toContain('did not start: apiKey has the wrong format');
  expect(line).not.toContain('not_an_api_key');
  expect(code).toBe(1);
});
