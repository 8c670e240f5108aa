import { createWebhookSecret, signWebhook } from '@org/seam-core/webhooks';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { copyEmptyDatabase } from '../scripts/pglite/empty-database.ts';
import { createExampleFolder, readExamples, root } from './support/examples.ts';
import { startFake } from './support/start-fake.ts';

const readme = 'packages/access/README.md';
const text = readFileSync(join(root, readme), 'utf8');
const examples = readExamples([readme]);
const folder = createExampleFolder(join(import.meta.dirname, '.readme-access'));

beforeAll(folder.remove);
afterAll(() => {
  folder.remove();
  vi.unstubAllEnvs();
});

const exampleOf = (kind: string) => {
  const found = examples.find((example) => example.kind === kind);
  if (!found) throw new Error(`The README has no example ${kind}.`);
  return found;
};

it.each([
  [
    'offboarding',
    (code: string) =>
      code
        .replace("'offboarding.db'", JSON.stringify(join(folder.path, 'offboarding.db')))
        .replace("reason: 'left',", "reason: 'left', settle: 1,"),
  ],
  ['access', (code: string) => code],
])('the example %s prints what the README shows', async (kind, change) => {
  await using _ = await startFake();
  const lines: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  const { code, output } = exampleOf(kind);
  await import(/* @vite-ignore */ folder.write(kind, change(code)));
  log.mockRestore();
  expect(`${lines.join('\n')}\n`).toBe(output);
});

it('the commands print what the README shows', async () => {
  const packageFile = fileURLToPath(import.meta.resolve('@org/seam-access/package.json'));
  const bin = join(packageFile, '../src/cli/index.ts');
  folder.write('people', 'email\nada.okafor@example.com\nhugo.lindqvist@example.com\n', '.csv');
  const [, console_ = ''] = /^```console\n(.*?)^```$/ms.exec(text) ?? [];
  const commands = console_.split(/^\$ seam-access /m).slice(1);
  expect(commands).toHaveLength(3);
  for (const command of commands) {
    const [line = '', ...output] = command.split('\n');
    const args = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word = '']) => quoted ?? word);
    const { stdout } = await promisify(execFile)(process.execPath, [bin, ...args], { cwd: folder.path });
    expect(stdout, line).toBe(output.join('\n'));
  }
}, 300_000);

it('the example of the queue offboards, wakes, and drains at SIGTERM', async () => {
  await using fake = await startFake();
  const secret = createWebhookSecret();
  vi.stubEnv('SEAM_WEBHOOK_SECRET', secret);
  const data = join(folder.path, 'data');
  await copyEmptyDatabase(join(data, 'postgres'));
  const code = exampleOf('queue')
    .code.replace("process.env['DATABASE_URL'] ?? { folder: '.data' }", `{ folder: ${JSON.stringify(data)} }`)
    .replace('onError: console.error,', 'settle: 1,')
    .replace('.listen(3000)', ".listen(0, '127.0.0.1')");
  const { server, queue } = (await import(
    /* @vite-ignore */ folder.write('queue', `${code}\nexport { queue, server };\n`)
  )) as { server: Server; queue: { stop(): Promise<void> } };
  if (!server.listening) await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ person: 'ada.okafor@example.com' });
  const added = await fetch(`${url}/offboardings`, { method: 'POST', headers, body });
  expect(added.status).toBe(202);
  const { user_identity_id } = (await added.json()) as { user_identity_id: string };
  const event = { event_type: 'acs_user.deleted', acs_user_id: 'Ada' };
  const delivery = await fetch(`${url}/webhooks/seam`, { method: 'POST', ...signWebhook(event, { secret }) });
  expect(delivery.status).toBe(204);
  await vi.waitFor(
    async () =>
      expect(await (await fetch(`${url}/offboardings`)).json()).toMatchObject({ total: 1, finished: 1 }),
    { timeout: 60_000, interval: 200 },
  );
  expect(await fake.seam.userIdentities.listAccessibleDevices({ user_identity_id })).toEqual([]);

  process.listeners('SIGTERM').at(-1)?.('SIGTERM');
  await once(server, 'close');
  // The same promise as that of the signal.
  await queue.stop();
}, 300_000);
