import { createFakeSeam } from '@org/seam-testing';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';

// A process takes seconds to start on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

/** Runs `seam-access` in a process of its own. */
const start = (args: readonly string[], env: Record<string, string> = {}) => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'index.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'] ?? '', ...env },
  });
  const output = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.err += text));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return {
    output,
    ended,
    interrupt: () => child.kill('SIGINT'),
    waitFor: (text: string) =>
      vi.waitFor(() => expect(output.err).toContain(text), { timeout: 60_000, interval: 10 }),
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
};

const offboarding = [
  'offboard',
  'ada.okafor@example.com',
  '--yes',
  '--json',
  '--actor',
  'hr',
  '--reason',
  'left',
];

/** A fake on a socket whose access systems never apply a change, and the environment that names it. */
const slowFake = async () => {
  const fake = createFakeSeam({ assumptions: { acs_sync_ms: 86_400_000 } });
  const { url } = await fake.listen();
  return { fake, env: { SEAM_API_KEY: fake.apiKey, SEAM_ENDPOINT: url } };
};

it('offboards a person of the fake, without a credential', async () => {
  await using child = start([...offboarding, '--fake']);
  expect(await child.ended).toBe(0);
  expect(JSON.parse(child.output.out)).toMatchObject({ state: 'complete' });
});

it('says which Node has the SQLite of a journal', async () => {
  await using child = start([...offboarding, '--fake', '--journal', 'run.db'], {
    NODE_OPTIONS: '--no-experimental-sqlite',
  });
  expect(await child.ended).toBe(2);
  expect(child.output).toMatchObject({
    err: '--journal needs the SQLite of Node: Node 22.13 or newer, or NODE_OPTIONS=--experimental-sqlite.\n',
  });
});

it('stops between steps at the first signal, with a receipt', async () => {
  const { fake, env } = await slowFake();
  await using _ = fake;
  await using child = start(offboarding, env);
  await child.waitFor('read: open doors: 3');
  child.interrupt();
  expect(await child.ended).toBe(5);
  expect(child.output.err).toContain('Stopping after the current step.');
  const receipt = JSON.parse(child.output.out) as { state: string; residual: unknown[] };
  expect(receipt.state).toBe('cancelled');
  expect(receipt.residual).toHaveLength(3);
  expect(child.output.out + child.output.err).not.toContain(fake.apiKey);
});

it('ends at once at the second signal', async () => {
  const { fake, env } = await slowFake();
  await using _ = fake;
  fake.faults.rate('/acs/users/revoke_access_to_all_entrances', { kind: 'latency', ms: 20_000 }, 1);
  await using child = start(offboarding, env);
  await child.waitFor('done: End a client session');
  child.interrupt();
  await child.waitFor('Stopping after the current step.');
  child.interrupt();
  expect(await child.ended).toBe(130);
});
