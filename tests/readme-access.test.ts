import { createWebhookSecret, signWebhook } from '@org/seam-core/webhooks';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { startFake } from './support/start-fake.ts';

const readme = join(import.meta.dirname, '../packages/access/README.md');
const text = readFileSync(readme, 'utf8');
const folder = join(import.meta.dirname, '.readme-access');

beforeAll(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  vi.unstubAllEnvs();
});

const example = (kind: string): string => {
  const [, code] = new RegExp(`^\`\`\`ts ${kind}\n(.*?)^\`\`\`$`, 'ms').exec(text) ?? [];
  if (code === undefined) throw new Error(`The README has no example ${kind}.`);
  return code;
};

/** The text block after an example: what it prints. */
const outputOf = (kind: string): string =>
  /^```text\n(.*?)^```$/ms.exec(text.slice(text.indexOf(`\`\`\`ts ${kind}\n`)))?.[1] ?? '';

const write = (name: string, content: string): string => {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
};

it.each([
  [
    'offboarding',
    (code: string) =>
      code
        .replace("'offboarding.db'", JSON.stringify(join(folder, 'offboarding.db')))
        .replace("reason: 'left',", "reason: 'left', settle: 1,"),
  ],
  ['access', (code: string) => code],
])('the example %s prints what the README shows', async (kind, change) => {
  await using _ = await startFake();
  const lines: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  await import(/* @vite-ignore */ write(`${kind}.ts`, change(example(kind))));
  log.mockRestore();
  expect(`${lines.join('\n')}\n`).toBe(outputOf(kind));
});

it('the commands print what the README shows', async () => {
  const packageFile = fileURLToPath(import.meta.resolve('@org/seam-access/package.json'));
  const bin = join(packageFile, '../src/cli/index.ts');
  write('people.csv', 'email\nada.okafor@example.com\nhugo.lindqvist@example.com\n');
  const [, console_ = ''] = /^```console\n(.*?)^```$/ms.exec(text) ?? [];
  const commands = console_.split(/^\$ seam-access /m).slice(1);
  expect(commands).toHaveLength(3);
  for (const command of commands) {
    const [line = '', ...output] = command.split('\n');
    const args = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word = '']) => quoted ?? word);
    const { stdout } = await promisify(execFile)(process.execPath, [bin, ...args], { cwd: folder });
    expect(stdout, line).toBe(output.join('\n'));
  }
}, 300_000);

it('the example of the queue offboards, wakes, and drains at SIGTERM', async () => {
  await using fake = await startFake();
  const secret = createWebhookSecret();
  vi.stubEnv('SEAM_WEBHOOK_SECRET', secret);
  const code = example('queue')
    .replace(
      "process.env['DATABASE_URL'] ?? { folder: '.data' }",
      `{ folder: ${JSON.stringify(join(folder, 'data'))} }`,
    )
    .replace('onError: console.error,', 'settle: 1,')
    .replace('.listen(3000)', ".listen(0, '127.0.0.1')");
  const { server, queue } = (await import(
    /* @vite-ignore */ write('queue.ts', `${code}\nexport { queue, server };\n`)
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
